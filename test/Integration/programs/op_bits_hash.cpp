// covers: shifts, masks and xor of loop counters choose elements; signed and unsigned chars overflow; 64-bit hashing
// function: op_bits_hash
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Types and conversions
// construct: `bool`, `char`, `short`, `int`, `long`, signed and unsigned; wrap-around

double op_bits_hash(const double *x, int n) {
  double s = 1.0;
  signed char c = 100;
  unsigned char u = 200;
  unsigned long long h = 0x9e3779b97f4a7c15ull;
  for (int i = 0; i < 12; ++i) {
    c = (signed char)(c + 50);
    u += 60;
    h ^= h << 13;
    h ^= h >> 7;
    h ^= h << 17;
    int k = (int)((h >> 60) & 3) % n;
    s += x[k] * x[(unsigned)(c ^ u) % (unsigned)n] * 0.5;
    if (c < 0 && (u & 0x40))
      s *= x[~i & 1] + 1.0;
    s -= (-i >> 1) * 0.01 * x[i & ~i];
    s += (i << 2 | 1) % 3 == 0 ? x[n - 1] : (h >> 63) * x[0];
  }
  return s;
}
