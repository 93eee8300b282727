// covers: absolute value, sign change, sign copy and selection spelled with the bits of vector lanes
// family: expressions
// construct: signs, magnitudes and selections by the bits of vector lanes
// function: vector_bit_idioms
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: -0.2 -1.1 0.6 0.3
// oracle: differences

typedef double pair __attribute__((vector_size(16)));
typedef long long bits __attribute__((vector_size(16)));

static const long long sign = -0x7fffffffffffffffLL - 1;

static pair magnitude(pair x) { return (pair)((bits)x & ~sign); }
static pair opposite(pair x) { return (pair)((bits)x ^ sign); }
static pair with_sign(pair x, pair y) { return (pair)(((bits)x & ~sign) | ((bits)y & sign)); }
static pair choose(bits mask, pair x, pair y) {
  return (pair)((mask & (bits)x) | (~mask & (bits)y));
}
static pair keep(bits mask, pair x) { return (pair)(mask & (bits)x); }

double vector_bit_idioms(const double *x, int n) {
  pair first = {x[0], x[1]}, second = {x[2], x[3]};
  pair sum = magnitude(first) * first;
  for (int i = 0; i < n; i++) {
    pair step = {x[i], 0.5 * x[i]};
    sum += opposite(step) * second;
    sum = choose(sum < step, sum * step, sum + with_sign(step, second));
  }
  sum -= keep(first > second, first * second);
  return sum[0] * sum[1];
}
