// function: vector_returned
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::vector`: as parameter and result, by value, by reference, in structs

#include <vector>

static std::vector<double> squares(const std::vector<double> &v) {
  std::vector<double> r;
  for (double e : v)
    r.push_back(e * e);
  return r;
}
static std::vector<double> scaled(std::vector<double> v, double factor) {
  for (double &e : v)
    e *= factor;
  return v;
}
static void append(std::vector<double> &to, const std::vector<double> &from) {
  for (double e : from)
    to.push_back(e + to[0]);
}

double vector_returned(const double *x, int n) {
  std::vector<double> v(x, x + n);
  auto w = scaled(squares(v), x[0]);
  append(w, scaled(v, 2.0));
  append(w, v);
  double s = 0.0;
  for (double e : scaled(w, 0.5))
    s += e * e;
  return s;
}
