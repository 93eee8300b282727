// covers: Fibonacci-like rotation (a, b, c) <- (b, c, a + b x)
// function: loop_rotating_values
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.3 -0.9
// family: Statements
// construct: values carried by a loop and used after it, rotated, coupled

double loop_rotating_values(double x, double y) {
  double a = x, b = y, c = x * y;
  for (int i = 0; i < 7; i++) {
    double next = a + b * x;
    a = b;
    b = c;
    c = next;
  }
  return a * b + c;
}
