// covers: % << >> & | ^ ~ on the integers that choose elements
// function: op_bits
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// at: 0.5 1.5 2.5 3.5 4.5
// family: Expressions
// construct: integer `/ % << >> & \| ^ ~`

double op_bits(const double *x, int n) {
  double s = 0.0;
  unsigned state = 12345u;
  for (int i = 0; i < 12; i++) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    int k = (int)(state % (unsigned)n);
    int m = ((i & 3) | 1) ^ (~i & 2);
    s += x[k] * x[(k + m) % n];
    if (i & 1)
      s *= 0.5;
  }
  return s;
}
