// covers: implicit conversions of active values to int and bool
// function: differences_implicit_int
// signature: double(double,double)
// at: 1.3 0.8
// at: 2.6 1.3
// oracle: differences
// family: Types and conversions
// construct: active value to `int` or `bool`, explicit, implicit and in `int += double`: inactive from there

static double scaled(int k, double v) { return k * v; }

double differences_implicit_int(double x, double y) {
  int i = x * 2.0;
  unsigned u = y * 4.0;
  bool b = x;
  i += y;
  int table[3] = {1, 2, 3};
  table[1] = x;
  return i * x + u * y + b * x * y + scaled(x + y, y) + table[1] * y;
}
