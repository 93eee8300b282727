// covers: addresses as integers that lead back to their object: sums, masks, rounding, differences
// function: address_integer
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.2
// family: Variables and memory
// construct: pointers as integers and back, where one object is meant

#include <cstdint>

struct Pair {
  double first, second;
};

double address_integer(double x, double y) {
  double v[4] = {x, y, x * y, 1.0};
  auto address = reinterpret_cast<std::uintptr_t>(v);
  double *second = reinterpret_cast<double *>(address + sizeof(double));
  *second *= x;
  // In the middle of a number, rounded down to its start.
  auto inside = reinterpret_cast<std::uintptr_t>(&v[2]) + 5;
  *reinterpret_cast<double *>(inside & ~std::uintptr_t(7)) += v[1];
  *reinterpret_cast<double *>(inside / 8 * 8) *= 2.0;
  // The distance of two numbers in one array.
  auto distance = reinterpret_cast<std::uintptr_t>(v + 3) - reinterpret_cast<std::uintptr_t>(v + 1);
  double last = *reinterpret_cast<double *>(address + sizeof(double) + distance);
  Pair pair = {x + y, x - y};
  auto member = reinterpret_cast<long>(&pair.second);
  double sum = 0.0;
  for (int i = 0; i < 3; i++) {
    long place = member - (i % 2) * static_cast<long>(sizeof(double));
    sum += *reinterpret_cast<double *>(place) * v[i];
    *reinterpret_cast<double *>(place) = sum * 0.3;
  }
  if (address % 8 != 0)
    return 0.0;
  return v[1] + sum * last + pair.first * pair.second;
}
