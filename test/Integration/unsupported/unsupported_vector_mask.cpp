// expect: refused costate-reinterpreted-active
// function: unsupported_vector_mask
// wrt: x
// construct: bits of active vector lanes changed otherwise than by sign or mask

typedef double pair __attribute__((vector_size(16)));
typedef long long bits __attribute__((vector_size(16)));

double unsupported_vector_mask(double x, double y) {
  pair value = {x, y};
  bits odd = (bits)value ^ 1;
  value = (pair)odd;
  return value[0] * value[1];
}
