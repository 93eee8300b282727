// covers: integers computed from active floats decide trip counts, indices, signs and shifts, and are converted back
// function: cast_integers_decide
// signature: double(double,double)
// at: 1.37 0.71
// at: -2.13 3.29
// family: Types and conversions
// construct: active value to `int` or `bool`, explicit, implicit and in `int += double`: inactive from there

double cast_integers_decide(double x, double y) {
  long whole = (long)(x * 10.0);
  unsigned magnitude = (unsigned)(y * y * 4.0);
  double s = x - whole * 0.1;
  for (unsigned i = 0; i < magnitude % 7; i++)
    s += (double)(whole >> (i & 3)) * y * 0.01;
  double a[4] = {x, y, s, 1.0};
  a[(unsigned long)(whole + 40) & 3] *= x;
  int sign = (x > 0) - (x < 0);
  char digit = (char)('0' + magnitude % 10);
  float half = (float)whole / 2;
  a[digit % 4] += sign * y + half;
  s += a[0] * a[1] + a[2] * a[3] * (digit - '0');
  s *= (float)(int)s + 0.5f;
  return s + (long long)(s) % 3;
}
