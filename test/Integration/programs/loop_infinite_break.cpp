// covers: for (;;) and while (true) left by break or return
// function: loop_infinite_break
// signature: double(double,double)
// at: 1.3 0.7
// at: 3.0 0.1
// family: Statements
// construct: `while`, `do`, endless loops

double loop_infinite_break(double x, double y) {
  double s = x;
  int count = 0;
  for (;;) {
    s = 0.5 * (s + x * y / s);
    if (++count > 6)
      break;
  }
  while (true) {
    s += y;
    if (s > 5.0)
      return s * x;
    s *= 1.0 + y;
  }
}
