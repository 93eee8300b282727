// function: text_parse_early_exit
// signature: double(double,double)
// at: 1.3 0.7
// oracle: differences
// family: Strings and streams
// construct: `std::istringstream`, `std::ostringstream` of inactive data

#include <sstream>
#include <string>

// The third token of the second line is no number.
double text_parse_early_exit(double x, double y) {
  const char *lines[] = {"2 0.5 1.25", "3 1 oops 4", "1 0.25"};
  double s = x * y;
  for (const char *line : lines) {
    std::istringstream in(line);
    int count = 0;
    if (!(in >> count))
      return s;
    for (int i = 0; i < count; i++) {
      double factor;
      if (!(in >> factor)) {
        s *= x;
        return s + y;
      }
      s = s * factor + x * s;
    }
  }
  return s * y;
}
