// covers: loops that never run: values must pass through
// function: loop_zero_trip
// signature: double(const double*,int)
// at: 1.3 0.7
// family: Statements
// construct: counted `for`: `< <= > >= !=`, up and down, any integer type, any step, never run

double loop_zero_trip(const double *x, int n) {
  double s = x[0], t = x[1];
  for (int i = n; i < n; i++)
    s *= x[i];
  for (int i = 0; i < n - 5; i++)
    t = 0.0;
  while (s > 1e6)
    s = t;
  return s * t;
}
