// function: unsupported_goto
// signature: double(double,double)
// expect: refused costate-unsupported-goto

double unsupported_goto(double x, double y) {
  int i = 0;
again:
  x = x * y + 1.0;
  if (++i < 3)
    goto again;
  return x;
}
