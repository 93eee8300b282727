// function: unsupported_union
// signature: double(double,double)
// expect: refused costate-unsupported-union
// construct: unions

union Either {
  double value;
  unsigned long long bits;
};

double unsupported_union(double x, double y) {
  Either e;
  e.value = x * y;
  e.bits += 1;
  return e.value * x;
}
