// covers: (int) of an active value is inactive; its use as index, bound and factor
// function: cast_double_to_int
// signature: double(double,double)
// at: 1.3 0.7
// at: 3.6 -0.4
// at: -2.7 1.2
// family: Types and conversions
// construct: active value to `int` or `bool`, explicit, implicit and in `int += double`: inactive from there

double cast_double_to_int(double x, double y) {
  double table[5] = {x, y, x * y, x + y, x - y};
  int k = (int)x;
  int m = static_cast<int>(y * 3.0);
  unsigned u = (unsigned)(x * x);
  long long big = (long long)(2.0 * y);
  double fraction = x - (double)k;
  return table[(k < 0 ? -k : k) % 5] * m + fraction * u + x * (double)big;
}
