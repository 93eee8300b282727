// function: unsupported_vector_extension
// signature: double(double,double)
// expect: refused costate-unsupported-vector

typedef double double2 __attribute__((vector_size(16)));

double unsupported_vector_extension(double x, double y) {
  double2 v = {x, y};
  v *= v;
  return v[0] + v[1];
}
