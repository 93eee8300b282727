// function: unsupported_text_through_string
// signature: double(double,double)
// expect: refused costate-active-text
// construct: an active value as text in a `std::string`, parsed again

#include <cstdlib>
#include <string>
#include <vector>

double unsupported_text_through_string(double x, double y) {
  std::vector<std::string> texts;
  for (int i = 0; i < 3; i++)
    texts.push_back(std::to_string(x * i));
  double s = y;
  for (const std::string &text : texts)
    s += std::strtod(text.c_str(), nullptr) * y;
  return s;
}
