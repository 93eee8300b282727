// covers: static variables that nothing writes
// function: static_constants
// signature: double(double,double)
// at: 1.3 0.7
// family: Variables and memory
// construct: constants and tables in globals and `static` locals, string literals
static double coef[4] = {1, 2, 3, 4};
static int N = 4;
static struct {
  double a;
  int b[2];
} cfg = {2.5, {1, 2}};
static double mutable_one = 3;
static double horner(const double *c, int n, double x) {
  double s = 0;
  for (int i = 0; i < n; i++)
    s = s * x + c[i];
  return s;
}
void setter(double v) { mutable_one = v; }
double static_constants(double x, double y) {
  return horner(coef, N, x) * cfg.a + cfg.b[1] * y + coef[2] + sizeof(coef) / sizeof *coef;
}
