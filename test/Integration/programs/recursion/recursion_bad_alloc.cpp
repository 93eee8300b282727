// covers: the library's exceptions without a string, past objects with destructors, to handlers for themselves and for a base
// function: recursion_bad_alloc
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.2
// family: Recursion
// construct: recursive functions that throw `std::bad_alloc`

#include <new>
#include <typeinfo>
#include <vector>

static double descend(double v, double w, int depth) {
  std::vector<double> parts{v, w * v};
  if (depth == 0) {
    if (v > w)
      throw std::bad_alloc();
    throw std::bad_cast();
  }
  double next = parts[0] * parts[1];
  try {
    next += descend(parts[1] * 0.5, w, depth - 1);
  } catch (const std::bad_cast &) {
    next += parts[0] * w;
  }
  if (depth == 2)
    throw std::bad_alloc();
  return next * v;
}

double recursion_bad_alloc(double x, double y) {
  double sum = x;
  for (int depth = 1; depth < 4; depth++) {
    try {
      sum += descend(x, y, depth);
    } catch (const std::exception &) {
      sum *= y + depth;
    }
  }
  return sum;
}
