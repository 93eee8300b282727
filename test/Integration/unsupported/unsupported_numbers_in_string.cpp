// function: unsupported_numbers_in_string
// signature: double(double,double)
// at: 1.3 0.7
// expect: refused active

#include <cstring>
#include <string>

// The characters of a string are no place for numbers that carry a derivative.
static void keep(std::string *text, int depth, double x) {
  if (depth > 0)
    return keep(text, depth - 1, x * 2.0);
  std::memcpy(&(*text)[0], &x, sizeof x);
}

static double take(const std::string *text, int depth) {
  if (depth > 0)
    return take(text, depth - 1);
  double x;
  std::memcpy(&x, text->data(), sizeof x);
  return x;
}

double unsupported_numbers_in_string(double x, double y) {
  std::string text(8, ' ');
  keep(&text, 2, x * y);
  return take(&text, 1) + x;
}
