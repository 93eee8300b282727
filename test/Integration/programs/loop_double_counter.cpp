// covers: an inactive floating-point counter and an active one
// function: loop_double_counter
// signature: double(double,double)
// at: 1.3 0.7
// at: 2.1 0.4
// family: Statements
// construct: counters changed in the body, used after the loop, of floating-point type, pointers as counters

double loop_double_counter(double x, double y) {
  double s = 0.0;
  for (double t = 0.0; t < 1.0; t += 0.125)
    s += t * x * x;
  for (double t = x; t < 4.0; t += 0.5 + y)
    s += t * y;
  return s;
}
