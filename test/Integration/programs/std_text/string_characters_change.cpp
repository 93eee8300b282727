// function: string_characters_change
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1
// family: Strings and streams
// construct: characters that change between numbers

#include <string>
#include <utility>

// The weights are characters that are overwritten, moved to another string, and grow out of it.
double string_characters_change(double x, double y) {
  std::string digits = "12345", other = "9";
  double s = x;
  for (int i = 0; i < 6; ++i) {
    const char c = digits[i % digits.size()];
    s = s * y + x * double(c - '0');
    digits[(i + 1) % digits.size()] = char('1' + (c - '0' + i) % 8);
    if (i == 2)
      std::swap(digits, other);
    digits += c;
    if (i == 4)
      digits.append(20, '7');
    s *= 0.25 * double(digits.back() - '0') + y;
  }
  return s + double(digits.size() + other.size()) * x * y;
}
