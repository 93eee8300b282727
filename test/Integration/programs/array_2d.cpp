// covers: two-dimensional arrays: matrix product and transpose in place
// function: array_2d
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.2 -0.5
// family: Variables and memory
// construct: arrays of one to three dimensions, initializer lists, partly or not at all initialized

double array_2d(double x, double y) {
  double a[3][3], b[3][3], c[3][3];
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++) {
      a[i][j] = x * (i + 1) + y * j;
      b[i][j] = x * y + i - j;
    }
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++) {
      c[i][j] = 0.0;
      for (int k = 0; k < 3; k++)
        c[i][j] += a[i][k] * b[k][j];
    }
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < i; j++) {
      double t = c[i][j];
      c[i][j] = c[j][i];
      c[j][i] = t;
    }
  return c[0][2] * c[1][1] - c[2][0];
}
