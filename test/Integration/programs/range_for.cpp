// covers: range-for over a C array, by value, by reference, by const reference
// function: range_for
// signature: double(double,double)
// at: 1.3 0.7
// family: Statements
// construct: range-`for` over arrays

double range_for(double x, double y) {
  double v[4] = {x, y, x * y, 2.0};
  double s = 0.0;
  for (double e : v)
    s += e * e;
  for (double &e : v)
    e *= s;
  for (const double &e : v)
    s -= e;
  const int weights[] = {1, 2, 3};
  for (int weight : weights)
    s += weight * x;
  return s * v[0];
}
