// covers: unsigned arithmetic that wraps around, signed and unsigned compared
// function: unsigned_wraparound
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Types and conversions
// construct: `bool`, `char`, `short`, `int`, `long`, signed and unsigned; wrap-around

double unsigned_wraparound(const double *x, int n) {
  double s = 0.0;
  unsigned char tick = 250;
  for (int i = 0; i < 10; i++) {
    tick = (unsigned char)(tick + 3);
    s += x[tick % n] * (tick > 128u ? 1.0 : 0.5);
  }
  unsigned a = 3u - 5u;
  s += a > 10u ? x[0] * x[1] : x[2];
  unsigned short h = (unsigned short)70000;
  return s * x[h % n];
}
