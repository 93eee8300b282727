// covers: rare expressions and types: `?:` without a middle, offsetof, typeof, traits, source locations, NULL
// function: kinds_of_expressions
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 1.9
// standard: c++20
// oracle: differences
// family: C and extensions
// construct: `offsetof`, `typeof`, source locations, local labels, conversions of vectors

#include <bit>
#include <cstddef>
#include <cstdint>

namespace outer::inner {
static double half(double v) { return 0.5 * v; }
} // namespace outer::inner

struct Sample {
  int n;
  double value;
};
enum class Level : short { low, high };
typedef int Four __attribute__((vector_size(16)));
typedef unsigned FourUnsigned __attribute__((vector_size(16)));

static int line(int where = __builtin_LINE()) { return where % 2; }

double kinds_of_expressions(double x, double y) {
  __label__ done;
  namespace in = outer::inner;
  using namespace outer;
  int zero = x > 100.0 ? 3 : 0;
  double s = (zero ?: 4) * inner::half(x) + in::half(y);
  Sample sample = {2, x * y};
  sample.n += offsetof(Sample, value) / sizeof(double);
  double *p = NULL;
  if (!p)
    p = &sample.value;
  __typeof__(x) t = *p * sample.n;
  __typeof__(double *) q = &t;
  *q *= y;
  __underlying_type(Level) level = static_cast<short>(Level::high);
  s += t * level + (line() + __builtin_LINE()) * 0.0;
  auto bits = std::bit_cast<std::uint64_t>(1.5);
  s += double(bits >> 52) * x;
  Four counts = {1, 2, 3, 4};
  FourUnsigned numbers = __builtin_convertvector(counts, FourUnsigned);
  s += double(numbers[2]) * y;
#ifdef __clang__
  s += __array_rank(double[2][3]) * x;
#else
  s += 2 * x;
#endif
  if (s > 1000.0)
    goto done;
  s *= [](auto v) requires(sizeof v == sizeof v) { return v; }(x);
done:
  return s + requires { x + y; } * x;
}
