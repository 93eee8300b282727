// covers: structured bindings of a struct and of an array, by value and by reference
// function: structured_bindings
// signature: double(double,double)
// at: 1.3 0.7
// family: Structs
// construct: structured bindings of structs and arrays

struct Split {
  double whole, part;
};

static Split split(double x, double y) { return {x * y, x - y}; }

double structured_bindings(double x, double y) {
  auto [w, p] = split(x, y);
  double v[2] = {w, p};
  auto &[first, second] = v;
  first += second * y;
  auto [c0, c1] = v;
  c0 *= 2.0;
  return w * p + v[0] * v[1] + c0 - c1;
}
