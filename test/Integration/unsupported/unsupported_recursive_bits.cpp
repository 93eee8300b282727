// function: unsupported_recursive_bits
// signature: double(double,double)
// at: 1.3 0.7
// expect: refused costate-reinterpreted-active
// family: Recursion
// construct: bits of numbers in recursive functions

typedef double pair __attribute__((vector_size(16)));
typedef long long bits __attribute__((vector_size(16)));

// The function does not know that the mask comes from a comparison: numbers get lost in bits.
static pair choose(bits mask, pair x, pair y, int depth) {
  if (depth > 0)
    return choose(mask, x, y, depth - 1);
  return (pair)((mask & (bits)x) | (~mask & (bits)y));
}

double unsupported_recursive_bits(double x, double y) {
  pair a = {x, y}, b = {y, x * y};
  pair s = choose(a < b, a * b, a + b, 2);
  return s[0] * s[1];
}
