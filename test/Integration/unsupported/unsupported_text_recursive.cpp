// function: unsupported_text_recursive
// signature: double(double,double)
// expect: refused costate-active-text
// construct: a recursive function that writes active values, read back by its caller

#include <sstream>

static double write(std::stringstream &text, double x, int depth) {
  if (depth == 0)
    return x;
  text << x << ' ';
  return write(text, x * 0.5, depth - 1) + write(text, x * x, depth / 2 - 1 < 0 ? 0 : depth / 2 - 1);
}

double unsupported_text_recursive(double x, double y) {
  std::stringstream text;
  double s = write(text, x * y, 3), number;
  while (text >> number)
    s += number * x;
  return s;
}
