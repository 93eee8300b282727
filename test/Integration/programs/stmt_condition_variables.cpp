// covers: variables declared in conditions of if, while, switch and for; initialisers of if and switch
// function: stmt_condition_variables
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.2 1.8
// family: Statements
// construct: variables and initializers in conditions of `if`, `while`, `switch`, `for`

static double next_of(double &state, double y) {
  state = state * 0.5 - 0.1 * y;
  return state > 0.2 ? state : 0.0;
}

double stmt_condition_variables(double x, double y) {
  double state = 3.0 * x, s = 0.0;
  while (double d = next_of(state, y))
    s += d * d * x;
  if (double e = x - y; e > 0.0)
    s *= e;
  else if (double f = e * e; f > 0.1)
    s += f * y;
  switch (int k = (int)(s * 4.0); k % 3) {
  case 0: s += x; break;
  case 1: { double t = s * y; s += t * k; }
    [[fallthrough]];
  default: s -= 0.1 * s * s;
  }
  if (int m = (int)x + 1)
    s += m * y;
  for (int i = 3; double g = i * x - 0.5; i--) {
    if (i < 0)
      break;
    s += g * g;
  }
  return s;
}
