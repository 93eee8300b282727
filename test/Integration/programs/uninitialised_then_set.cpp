// covers: variables without initialiser, set on every path before use
// function: uninitialised_then_set
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.3 0.7
// family: Variables and memory
// construct: locals, several in one declaration, shadowing, set later

double uninitialised_then_set(double x, double y) {
  double a, b, v[2];
  if (x > y) {
    a = x;
    v[0] = a * y;
    v[1] = 1.0;
  } else {
    v[0] = y;
    a = v[0] * x;
    v[1] = a;
  }
  b = a * v[0];
  return b + v[1] * a;
}
