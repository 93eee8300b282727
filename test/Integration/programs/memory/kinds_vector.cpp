// function: kinds_vector
// signature: double(double,double)
// at: 0.7 -0.4
// oracle: differences
// family: Statements and expressions
// construct: vectors of clang (`ext_vector_type`)

typedef double Four __attribute__((ext_vector_type(4)));

double kinds_vector(double x, double y) {
  Four a = {x, y, x * y, 1.0};
  Four b = a * a;
  for (int i = 0; i < 3; i++)
    b[i] += a[i + 1] * b[3 - i];
  return b[0] + b[1] * b[2];
}
