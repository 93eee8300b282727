// function: text_output_in_loop
// signature: double(double,double)
// at: 1.3 0.7
// family: Strings and streams
// construct: output to `std::cout`, once, in the primal's order

#include <cmath>
#include <cstdio>
#include <iomanip>
#include <iostream>

double text_output_in_loop(double x, double y) {
  double s = x;
  for (int i = 0; i < 4; i++) {
    double t = std::sin(s) * y;
    for (int j = 0; j < 3; j++) {
      t = 0.5 * t * s + 0.1 * std::exp(-t * t);
      if (j == 1)
        std::cout << std::fixed << std::setprecision(3) << i << ' ' << j << ' ' << t << '\n';
    }
    s = s * 0.5 + 0.3 * t * t;
    std::cerr << "";
  }
  std::cout.flush();
  return s;
}
