// function: recursion_lambda
// signature: double(double,double)
// at: 1.3 0.7
// family: Recursion
// construct: recursive lambdas

double recursion_lambda(double x, double y) {
  auto power = [](auto &&self, double base, int n) -> double {
    if (n == 0)
      return 1.0;
    return n % 2 ? base * self(self, base, n - 1) : self(self, base * base, n / 2);
  };
  return power(power, x, 6) + power(power, y, 3) * x;
}
