// covers: several declarators in one statement, initialised from one another; shadowing
// function: declarations_multiple
// signature: double(double,double)
// at: 1.3 0.7
// family: Variables and memory
// construct: locals, several in one declaration, shadowing, set later

double declarations_multiple(double x, double y) {
  double a = x, b = a * y, *p = &b, c = *p + a, v[2] = {c, a};
  {
    double a = c * 2.0, b = a;
    *p += a * b;
  }
  if (double t = x * y; t > 0.5) {
    double x = t;
    b += x;
  } else {
    c -= t;
  }
  for (int x = 0; x < 2; x++)
    v[x] *= y;
  return a + b * c + v[0] * v[1] + x;
}
