// covers: initialiser lists, deduced extent, zero fill, array of arrays in a callee
// function: array_initialised
// signature: double(double,double)
// at: 1.3 0.7
// family: Variables and memory
// construct: arrays of one to three dimensions, initializer lists, partly or not at all initialized

static double weigh(const double v[], int n) {
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += v[i] * (i + 1.0);
  return s;
}

double array_initialised(double x, double y) {
  double a[] = {x, y, x * y, 4.0};
  double b[6] = {x, y};
  double c[4] = {};
  c[1] += x;
  return weigh(a, sizeof(a) / sizeof(a[0])) * weigh(b, 6) + weigh(c, 4) * c[3] + c[1] * y;
}
