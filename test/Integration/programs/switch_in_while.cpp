// covers: a small state machine: switch in a while, break leaves the switch only
// function: switch_in_while
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// at: 0.5 -1.5 2.5
// family: Statements
// construct: `switch` with fallthrough, default anywhere, no match, nested, in loops

double switch_in_while(const double *x, int n) {
  int state = 0, i = 0;
  double a = 0.0, b = 1.0;
  while (state != 3) {
    switch (state) {
    case 0:
      a += x[i] * b;
      state = x[i] > 0.0 ? 1 : 2;
      break;
    case 1:
      b += a * 0.5;
      state = 2;
      break;
    case 2:
      a *= 1.0 + 0.1 * b;
      if (++i == n)
        state = 3;
      else
        state = 0;
    }
  }
  return a * b;
}
