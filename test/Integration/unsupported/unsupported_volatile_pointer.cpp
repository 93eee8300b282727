// function: unsupported_volatile_pointer
// signature: double(double,double)
// expect: refused costate-unsupported-volatile
// construct: `volatile` pointers

double unsupported_volatile_pointer(double x, double y) {
  double cells[2] = {x, y};
  double *volatile chosen = cells;
  return chosen[1] * x;
}
