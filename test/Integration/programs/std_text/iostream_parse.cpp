// function: iostream_parse
// signature: double(double,double)
// at: 1.3 0.7
// oracle: differences
// family: Strings and streams
// construct: `std::istringstream`, `std::ostringstream` of inactive data

#include <sstream>
#include <string>

double iostream_parse(double x, double y) {
  std::istringstream in("mul 2.5 add 0.25 mul 1.5");
  std::string word;
  double number, s = x;
  while (in >> word >> number)
    s = word == "mul" ? s * number * y : s + number * x;
  std::ostringstream out;
  out << "count " << 3;
  return s * double(out.str().size());
}
