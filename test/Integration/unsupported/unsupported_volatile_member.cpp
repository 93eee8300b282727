// function: unsupported_volatile_member
// signature: double(double,double)
// expect: refused costate-unsupported-volatile
// construct: `volatile` objects that hold numbers

struct Pair {
  int count;
  double value;
};

double unsupported_volatile_member(double x, double y) {
  Pair pair = {1, x};
  volatile Pair *seen = &pair;
  seen->count += 1;
  return seen->value * y;
}
