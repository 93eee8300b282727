// function: variant_get
// signature: double(double,double)
// at: 1.3 0.7
// family: Vocabulary types
// construct: `std::variant`, `std::visit`

#include <variant>

double variant_get(double x, double y) {
  std::variant<int, double> v = 2;
  double s = 0.0;
  for (int i = 0; i < 4; i++) {
    if (std::holds_alternative<int>(v)) {
      s += std::get<int>(v) * x;
      v = x * y + s;
    } else {
      if (double *p = std::get_if<double>(&v))
        s += *p * *p * 0.1;
      v = i;
    }
  }
  return s + (v.index() == 0 ? y : x);
}
