// covers: lambdas in lambdas, captures of captures
// function: lambda_nested
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.4 -1.1
// family: Lambdas
// construct: captures by copy and by reference, of `this` and `*this`, of packs and arrays, of captures

double lambda_nested(double x, double y) {
  double acc = 1.0;
  auto outer = [&](double v) {
    auto inner = [&, w = v * v](double u) {
      acc += w * u;
      return [=] { return acc * w; };
    };
    return inner(v + y)() + inner(y)();
  };
  return outer(x) + outer(y) * acc;
}
