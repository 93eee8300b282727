// function: unsupported_address_distance
// signature: double(double,double)
// expect: refused costate-unsupported-pointer-integer-cast
// construct: distances between objects, added to addresses as integers

// From one array to the other by a distance between two objects: the shadows have another one.

#include <cstdint>

double unsupported_address_distance(double x, double y) {
  double a[2] = {x, y}, b[2] = {y, x * y};
  long distance = reinterpret_cast<char *>(b) - reinterpret_cast<char *>(a);
  for (int i = 0; i < 4; i++) {
    double *p = reinterpret_cast<double *>(reinterpret_cast<std::uintptr_t>(a) + (i & 1 ? distance : 0));
    p[0] *= x;
  }
  return b[0] + a[1] + a[0];
}
