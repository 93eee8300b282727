// covers: lambdas that are called where they stand, with loops and returns
// function: lambda_called_at_once
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.4 1.1
// family: Lambdas
// construct: without captures, called where they stand, passed to templates

double lambda_called_at_once(double x, double y) {
  const double c = [&] {
    if (x > y)
      return x * 2.0;
    return y * y;
  }();
  return c * x + [](double a) -> double {
    while (a > 10.0)
      a /= 2.0;
    return a;
  }(x * 100.0 * y);
}
