// covers: nested and inline namespaces, using-declarations, aliases; the function itself in one
// function: outer::inner::namespaces
// signature: double(double,double)
// at: 1.3 0.7
// family: Functions
// construct: namespaces: nested, inline, unnamed; using-declarations and aliases

namespace outer {
inline namespace v1 {
static double shift(double v) { return v + 1.0; }
} // namespace v1
namespace detail {
static double shift(double v) { return v * v; }
} // namespace detail
namespace inner {
namespace d = detail;
double namespaces(double x, double y) {
  using detail::shift;
  return shift(x) * outer::shift(y) + d::shift(y) + v1::shift(x);
}
} // namespace inner
} // namespace outer
