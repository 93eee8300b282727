// covers: lambda refs
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_lambda_refs
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1

double alias_lambda_refs(double x, double y) {
  double a = x, b = y;
  auto step = [&a, b](double f) mutable {
    a += f * b;
    b *= a;
    return b;
  };
  auto copy = step;
  double r = step(x) + copy(y);
  a *= 2.0;
  auto twice = [&](auto &&g) { return g(a) + g(b); };
  r += twice(step) * twice([&](double t) {
         b = t * a;
         return t;
       });
  for (int i = 0; i < 3; ++i)
    r += [=, &r]() mutable {
      a += i;
      return a * b + 0.1 * r;
    }();
  return r * a + copy(b);
}
