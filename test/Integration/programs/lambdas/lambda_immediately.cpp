// function: lambda_immediately
// signature: double(double,double)
// at: 1.3 0.7
// family: Lambdas and callables
// construct: generic lambdas, lambdas as arguments and results

double lambda_immediately(double x, double y) {
  const double coefficient = [&] {
    if (x > 1.0)
      return x * y;
    return y;
  }();
  double s = 0.0;
  for (int i = 0; i < 3; i++)
    s += [](double a, double b) { return a * b; }(coefficient, s + i);
  return s + (+[](double t) { return t * t; })(x) + coefficient;
}
