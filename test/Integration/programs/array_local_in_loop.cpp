// covers: an array and a scalar declared inside the loop: fresh in each iteration
// function: array_local_in_loop
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: arrays of one to three dimensions, initializer lists, partly or not at all initialized

double array_local_in_loop(const double *x, int n) {
  double s = 0.0;
  for (int i = 0; i + 1 < n; i++) {
    double t[2] = {x[i], 0.0};
    double u = 1.0;
    t[1] += t[0] * x[i + 1];
    u += t[1] * t[1];
    t[0] = u;
    s += t[0] * t[1] + s * 0.1;
  }
  return s;
}
