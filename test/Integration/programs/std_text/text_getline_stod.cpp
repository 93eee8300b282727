// function: text_getline_stod
// signature: double(double,double)
// at: 1.3 0.7
// oracle: differences
// family: Strings and streams
// construct: `std::getline`, `std::stod`, `std::stoi`

#include <sstream>
#include <string>

double text_getline_stod(double x, double y) {
  std::istringstream in("1.5,2\n0.25,1\n\n3e-1,3\n");
  std::string line, field;
  double s = x;
  while (std::getline(in, line)) {
    if (line.empty())
      continue;
    std::istringstream fields(line);
    std::getline(fields, field, ',');
    const double weight = std::stod(field);
    std::getline(fields, field);
    const int power = std::stoi(field);
    double term = weight;
    for (int i = 0; i < power; i++)
      term *= s * y;
    s += term;
  }
  return s;
}
