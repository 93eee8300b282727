// function: text_read_over_active
// signature: double(double,double)
// at: 1.3 0.7
// oracle: differences
// family: Strings and streams
// construct: numbers read over active variables, which keep their values where nothing is left

#include <sstream>

double text_read_over_active(double x, double y) {
  double value = x * x, s = 0.0;
  std::istringstream empty("");
  empty >> value; // Nothing is read: it still is x * x.
  s += value * y;
  std::istringstream in("2.5 0.5");
  double last = x * y;
  while (in >> value) {
    s += value * x;
    last = value * y;
    value = s * y;
  }
  s += value * last;
  std::istringstream bad("word");
  double other = y * y;
  bad >> other; // A failed conversion stores zero.
  return s + other * x;
}
