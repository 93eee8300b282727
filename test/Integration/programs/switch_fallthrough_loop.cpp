// covers: switch in a loop with fallthrough, break, continue and default
// function: switch_fallthrough_loop
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9 1.1 0.3
// at: 0.5 1.5 2.5 3.5
// family: Statements
// construct: `switch` with fallthrough, default anywhere, no match, nested, in loops

double switch_fallthrough_loop(const double *x, int n) {
  double s = 1.0, t = 0.0;
  for (int i = 0; i < n; i++) {
    switch (i % 5) {
    case 0:
      s += x[i];
      [[fallthrough]];
    case 1:
      t += s * x[i];
      break;
    case 2:
      s *= x[i];
      continue;
    default:
      t -= x[i] * x[i];
      [[fallthrough]];
    case 4:
      s -= 0.5 * t;
    }
    s += 0.25 * t;
  }
  return s * t;
}
