// covers: calls with side effects on the same object, sequenced by statements and &&
// function: calls_order
// signature: double(double,double)
// at: 1.3 0.7
// family: Functions
// construct: calls at any depth to functions defined in the translation unit

static double next_value(double *state) {
  *state = *state * 1.5 + 0.25;
  return *state * *state;
}

double calls_order(double x, double y) {
  double state = x;
  double a = next_value(&state);
  double b = next_value(&state) + y;
  bool both = next_value(&state) > 0.0 && next_value(&state) > 0.0;
  double c = both ? next_value(&state) : 0.0;
  return a * b + c * state * y * 0.01;
}
