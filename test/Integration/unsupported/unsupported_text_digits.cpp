// function: unsupported_text_digits
// signature: double(double,double)
// expect: refused costate-active-text
// construct: an active value as text whose digits become a number again

#include <cstdio>

double unsupported_text_digits(double x, double y) {
  char text[32];
  std::snprintf(text, sizeof text, "%05d.%03d", 1, 2);
  std::snprintf(text, sizeof text, "%.6f", x);
  double number = 0.0, place = 1.0;
  for (const char *c = text; *c && *c != '.'; ++c)
    number = number * 10.0 + (*c - '0') * place;
  return number * y;
}
