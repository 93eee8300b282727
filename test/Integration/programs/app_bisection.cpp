// covers: bisection on an inactive bracket, then one active Newton step
// function: app_bisection
// signature: double(double,double)
// at: 1.3 0.7
// second: no
// at: 2.0 0.1
// family: Whole programs
// construct: bisection on an inactive bracket, then one active Newton step

double app_bisection(double x, double y) {
  double low = 0.0, high = 3.0;
  for (int i = 0; i < 40; i++) {
    double middle = 0.5 * (low + high);
    if (middle * middle < x)
      low = middle;
    else
      high = middle;
  }
  double r = 0.5 * (low + high);
  r = r - (r * r - x) / (2.0 * r);
  return r * y;
}
