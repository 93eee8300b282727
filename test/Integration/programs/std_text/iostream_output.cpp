// function: iostream_output
// signature: double(double,double)
// at: 1.3 0.7
// family: Strings and streams
// construct: output to `std::cout`, once, in the primal's order

#include <iostream>

double iostream_output(double x, double y) {
  double s = x * y;
  std::cout << "start " << 3 << '\n';
  for (int i = 0; i < 3; i++) {
    s = s * 0.5 + x;
    std::cout << i << ": " << s << std::endl;
  }
  return s * s;
}
