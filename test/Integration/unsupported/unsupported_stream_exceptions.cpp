// function: unsupported_stream_exceptions
// signature: double(double,double)
// expect: refused costate-opaque-exception
// construct: streams that throw

#include <sstream>

double unsupported_stream_exceptions(double x, double y) {
  std::istringstream in("1 2 x");
  in.exceptions(std::ios::failbit);
  double s = x, number;
  for (int i = 0; i < 3; i++) {
    in >> number;
    s = s * number + y;
  }
  return s;
}
