// function: string_inactive
// signature: double(double,double)
// at: 1.3 0.7
// family: Strings and streams
// construct: `std::string` as inactive data

#include <string>

double string_inactive(double x, double y) {
  std::string name = "alpha";
  name += "-" + std::to_string(42);
  std::string other = name.substr(0, 5) + std::string(30, 'z');
  double s = x;
  for (char c : other)
    s = c == 'a' ? s * y : c == 'z' ? s + 0.1 * x : s + y;
  if (name.find("42") != std::string::npos && other != name)
    s *= double(name.size());
  return s;
}
