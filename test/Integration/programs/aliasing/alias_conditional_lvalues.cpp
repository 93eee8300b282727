// covers: conditional lvalues
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_conditional_lvalues
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1

double alias_conditional_lvalues(double x, double y) {
  double a = x, b = y, c = 0, *p = &a;
  int k = 0;
  for (int i = 0; i < 5; ++i) {
    (a > b ? a : b) -= 0.3 * (k++ % 2 ? a : c);
    c = (a += 0.1, b *= 1.1, a * b);
    *(i & 1 ? p : &b) += (c = a) * 0.2;
    p = (a < c) ? &c : (k > 2 ? &a : &b);
    a = b = c += *p * x;
    a /= 1 + b * b;
  }
  return a * b + c * *p;
}
