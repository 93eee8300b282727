// function: lambda_captures
// signature: double(double,double)
// at: 1.3 0.7
// family: Lambdas and callables
// construct: captures by value, by reference, default, with initializers, of `this`

double lambda_captures(double x, double y) {
  double a = x * y, b = 0.0;
  auto by_value = [a](double t) { return a * t; };
  auto by_reference = [&b](double t) { b += t * t; };
  auto mixed = [=, &b](double t) { return a * t + b * x; };
  auto initialised = [c = a + y, &d = b](double t) { return d += c * t; };
  auto counting = [k = 0, a]() mutable { return a *= ++k; };
  a = 100.0;
  by_reference(x);
  double s = by_value(y) + mixed(x) + initialised(y) + b;
  counting();
  s += counting();
  auto again = counting;
  return s + again() * counting() + a * x;
}
