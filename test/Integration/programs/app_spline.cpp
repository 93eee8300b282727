// covers: piecewise polynomial: interval by binary search on active data
// function: app_spline
// signature: double(const double*,int)
// at: 1.3 0.7 3.4 2.2
// family: Whole programs
// construct: piecewise polynomial: interval by binary search on active data

double app_spline(const double *x, int n) {
  static const double knots[5] = {0.0, 1.0, 2.0, 3.0, 4.0};
  static const double values[5] = {1.0, -0.5, 2.0, 0.25, 1.0};
  double s = 0.0;
  for (int i = 0; i < n; i++) {
    int low = 0, high = 4;
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (x[i] < knots[middle])
        high = middle;
      else
        low = middle;
    }
    double t = x[i] - knots[low];
    s += values[low] * (1.0 - t) * (1.0 - t) + values[high] * t * t * (3.0 - t);
  }
  return s;
}
