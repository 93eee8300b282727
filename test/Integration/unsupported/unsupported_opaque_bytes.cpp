// function: unsupported_opaque_bytes
// signature: double(double,double)
// expect: refused costate-active-in-opaque-call
// construct: the bytes of active numbers, read by a stream

#include <sstream>

double unsupported_opaque_bytes(double x, double y) {
  double numbers[2] = {x * y, x};
  std::istringstream in("sixteen bytes ok");
  in.read(reinterpret_cast<char *>(numbers), 4);
  return numbers[0] * numbers[1];
}
