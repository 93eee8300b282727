// function: lambda_nested_returned
// signature: double(double,double)
// at: 1.3 0.7
// family: Lambdas and callables
// construct: captures by value, by reference, default, with initializers, of `this`

double lambda_nested_returned(double x, double y) {
  double total = 0.0;
  auto outer = [&](double a) {
    double local = a * x;
    auto inner = [&, a](double b) {
      local += a * b;
      total += local;
      return [local](double c) { return local * c; };
    };
    return inner(y)(a) + inner(a)(2.0);
  };
  double s = outer(x) + outer(y);
  return s * total;
}
