// function: unsupported_swizzle
// signature: double(double,double)
// family: Statements and expressions
// construct: components of vectors (`v.xy`)
// expect: refused costate-unsupported-vector

typedef double Four __attribute__((ext_vector_type(4)));

double unsupported_swizzle(double x, double y) {
  Four a = {x, y, x * y, 1.0};
  a.xy = a.yx;
  return a.x;
}
