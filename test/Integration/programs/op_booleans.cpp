// covers: bools from comparisons carried, negated, added, used as index and factor; conversion of double to bool
// function: op_booleans
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.3 0.2
// family: Types and conversions
// construct: `bool`, `char`, `short`, `int`, `long`, signed and unsigned; wrap-around

double op_booleans(double x, double y) {
  bool up = x > y, both = up;
  double a[2] = {x, y}, s = 0.0;
  for (int i = 0; i < 6; i++) {
    both ^= a[i & 1] > 0.5;
    up = !up | both;
    s += a[up] * (both + 1) - !both * x;
    a[both != up] += s * up;
    if (y && up)
      s *= 0.5;
    int count = up + both + (s > 1.0) + !y;
    s += count * x;
  }
  return s + bool(x) * y;
}
