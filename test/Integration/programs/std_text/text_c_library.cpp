// function: text_c_library
// signature: double(double,double)
// at: 1.3 0.7
// oracle: differences
// family: Strings and streams
// construct: the C library's functions on text: `strtod`, `strtol`, `atof`, `strtok`

#include <cctype>
#include <cstdlib>
#include <cstring>

double text_c_library(double x, double y) {
  char program[] = "x 2.5;y -1e-1;x 3;z 7";
  double s = x * y;
  for (char *line = std::strtok(program, ";"); line; line = std::strtok(nullptr, ";")) {
    const int name = std::toupper(line[0]);
    char *end = nullptr;
    const double weight = std::strtod(line + 2, &end);
    if (name == 'X')
      s = s * weight + x;
    else if (name == 'Y')
      s = s * y + weight;
    else
      s *= double(std::strtol(line + 2, nullptr, 10)) * (*end == '\0' ? 0.5 : 2.0);
  }
  return s * std::atof("0.25");
}
