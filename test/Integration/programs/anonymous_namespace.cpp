// covers: helpers and types with internal linkage
// function: anonymous_namespace
// signature: double(double,double)
// at: 1.3 0.7
// family: Functions
// construct: namespaces: nested, inline, unnamed; using-declarations and aliases

namespace {
struct Hidden {
  double a;
  int k;
};
double weight(const Hidden &h) { return h.a * h.k; }
const double factor = 1.5;
} // namespace

double anonymous_namespace(double x, double y) {
  Hidden h{x * y, 3};
  h.a *= factor;
  return weight(h) * x + y;
}
