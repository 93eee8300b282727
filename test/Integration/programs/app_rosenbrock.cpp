// covers: Rosenbrock's function
// function: app_rosenbrock
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Whole programs
// construct: Rosenbrock's function

double app_rosenbrock(const double *x, int n) {
  double s = 0.0;
  for (int i = 0; i < n - 1; i++) {
    double a = x[i + 1] - x[i] * x[i], b = 1.0 - x[i];
    s += 100.0 * a * a + b * b;
  }
  return s;
}
