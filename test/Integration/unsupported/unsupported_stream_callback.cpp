// function: unsupported_stream_callback
// signature: double(double,double)
// expect: refused costate-unsupported
// construct: a stream buffer of the program's own that holds numbers

#include <ostream>
#include <streambuf>

class Sum : public std::streambuf {
public:
  double total = 1.0;

protected:
  int overflow(int c) override {
    total *= 1.5;
    return c;
  }
};

double unsupported_stream_callback(double x, double y) {
  Sum sum;
  sum.total = x * y;
  std::ostream out(&sum);
  out << "abc";
  return sum.total * x;
}
