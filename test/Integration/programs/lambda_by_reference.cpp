// covers: captures by reference, written in a loop and under a condition
// function: lambda_by_reference
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.1 0.2 0.3
// family: Lambdas
// construct: captures by copy and by reference, of `this` and `*this`, of packs and arrays, of captures

double lambda_by_reference(const double *x, int n) {
  double sum = 0.0, product = 1.0;
  auto add = [&](double v) {
    sum += v * v;
    product *= v;
  };
  for (int i = 0; i < n; ++i) {
    add(x[i]);
    if (sum > 3.0) {
      add(product);
    }
  }
  return sum * product;
}
