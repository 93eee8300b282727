// function: function_pointers
// signature: double(double,double)
// at: 1.3 0.7
// family: Lambdas and callables
// construct: function pointers, tables of them, pointers to members

static double square(double t) { return t * t; }
static double half(double t) { return 0.5 * t; }
static double invert(double t) { return 1.0 / (1.0 + t * t); }
using Function = double (*)(double);
static double fold(Function f, double t, int n) {
  for (int i = 0; i < n; i++)
    t = f(t);
  return t;
}

double function_pointers(double x, double y) {
  Function table[] = {square, half, &invert};
  double s = x;
  for (int i = 0; i < 6; i++)
    s = table[i % 3](s) + y;
  Function chosen = s > 1.0 ? square : half;
  return fold(chosen, s, 2) + (*chosen)(y) + fold([](double t) { return t + 1.0; }, x, 2);
}
