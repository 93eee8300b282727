// function: unsupported_virtual_base_stream
// signature: double(double,double)
// expect: refused costate-unsupported-virtual-base
// construct: classes derived from the library's streams

#include <sstream>

struct Log : std::ostringstream {
  double last = 0.0;
  void note(double x) { last = x; }
};

double unsupported_virtual_base_stream(double x, double y) {
  Log log;
  log.note(x * y);
  return log.last * x;
}
