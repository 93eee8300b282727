// covers: new and delete of scalars, of arrays, with and without initialisers
// function: heap_new_delete
// signature: double(double,double)
// at: 1.3 0.7
// family: Variables and memory
// construct: `new`, `delete` of scalars, arrays, rows and structs, with and without initializers

double heap_new_delete(double x, double y) {
  double *a = new double(x * y);
  double *b = new double;
  *b = *a + y;
  double *c = new double[3];
  double *d = new double[4]();
  for (int i = 0; i < 3; i++)
    c[i] = *a * i + *b;
  d[2] += c[1] * c[2];
  double s = d[0] + d[2] * *b;
  delete a;
  delete[] c;
  s += *b;
  delete b;
  delete[] d;
  return s;
}
