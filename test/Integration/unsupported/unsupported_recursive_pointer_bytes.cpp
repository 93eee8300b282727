// function: unsupported_recursive_pointer_bytes
// signature: double(const double*,int)
// at: 1.3 0.7 0.2
// family: Recursion
// construct: pointers to numbers whose bytes a recursive function moves
// expect: refused costate-reinterpreted-active

static void move(unsigned char *target, const unsigned char *source, int n) {
  if (n == 0)
    return;
  target[n - 1] = source[n - 1];
  move(target, source, n - 1);
}

double unsupported_recursive_pointer_bytes(const double *x, int) {
  double number = x[0] * x[1];
  double *from = &number, *to = nullptr;
  void *place = &from;
  move(reinterpret_cast<unsigned char *>(&to), static_cast<const unsigned char *>(place), sizeof to);
  *to *= x[2];
  return number;
}
