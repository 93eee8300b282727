// function: iostream_active_output
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Strings and streams
// construct: output to `std::cout`, once, in the primal's order

#include <iomanip>
#include <iostream>
#include <vector>

double iostream_active_output(const double *x, int n) {
  std::vector<double> v(x, x + n);
  double s = 0.0;
  for (double e : v) {
    s += e * e;
    if (s > 1.0)
      std::cout << std::setprecision(4) << "sum is " << s << "\n";
  }
  std::cerr << "";
  return s;
}
