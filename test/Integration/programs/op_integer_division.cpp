// covers: negative / and %, shifts of negative numbers' absolute value, as indices
// function: op_integer_division
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Expressions
// construct: integer `/ % << >> & \| ^ ~`

double op_integer_division(const double *x, int n) {
  double s = 0.0;
  for (int i = -7; i <= 7; i += 2) {
    int q = i / 2, r = i % 3;
    int k = q < 0 ? -q % n : q % n;
    s += x[k] * (r + 0.5) + x[(r + 3) % n] * x[k];
  }
  return s;
}
