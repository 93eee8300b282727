// covers: pointer to an array (row pointer) and decay of 2D arrays
// function: ptr_row_of_matrix
// signature: double(double,double)
// at: 1.3 0.7
// family: Variables and memory
// construct: pointers to pointers, to rows, in arrays

static double trace(double (*m)[3]) { return m[0][0] + m[1][1] + m[2][2]; }

double ptr_row_of_matrix(double x, double y) {
  double m[3][3] = {{x, y, 1.0}, {y, x * y, x}, {2.0, x, y * y}};
  double(*row)[3] = m;
  ++row;
  (*row)[0] = x + y;
  row[1][1] *= **m;
  double *second = m[1];
  for (int i = 0; i < 3; i += 2)
    second[i] += 0.5 * second[(i + 1) % 3];
  return trace(m) * m[2][1];
}
