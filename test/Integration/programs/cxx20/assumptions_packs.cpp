// covers: assumptions, if consteval, literals of size type, labels before declarations
// function: assumptions_packs
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.3 1.9
// standard: c++23
// family: C++20 and C++23
// construct: `[[assume]]`, `if consteval`, literals of size type (C++23)

#include <cstddef>

template <class... T>
static double second_times_last(T... v) {
  double values[] = {v...};
  return values[1] * values[sizeof...(T) - 1];
}

static constexpr double known[] = {0.5, 1.5, 2.5};
static constexpr double table(int i) {
  if consteval {
    return -1.0;
  }
  if !consteval {
    return known[i];
  } else {
    return 0.0;
  }
}

double assumptions_packs(double x, double y) {
#ifdef __clang__
  [[assume(x > 0.0)]];
#endif
  double s = 0.0;
  for (auto i = 0uz; i < 3uz; i++) {
    double v = x * table(int(i));
    if (v > 1.0)
      goto next;
    s += v * y;
  next:;
  }
  constexpr double folded = table(1);
  return s * second_times_last(x, y, x * y) + folded * x;
}
