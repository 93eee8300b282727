// covers: a switch with declarations between cases, nested in loops with continue, on characters and on long
// function: switch_program
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.1
// family: Statements
// construct: `switch` with fallthrough, default anywhere, no match, nested, in loops

double switch_program(const double *x, int n) {
  double s = 1.0, t = 0.0;
  const char *program = "abz*b+q";
  for (const char *c = program; *c; ++c) {
    double before = s;
    switch (*c) {
    case 'a':
    case 'b': {
      double k = x[*c - 'a'];
      for (int i = 0; i < n; i++) {
        if (i == 2)
          continue;
        if (x[i] > 2.0)
          break;
        s += k * x[i];
      }
      break;
    }
    case '*':
      s *= x[1];
      continue;
    case '+':
      s += x[2] * x[2];
      [[fallthrough]];
    case 'z':
      t += s;
      break;
    default:
      switch (long k = (long)(s * 3.0)) {
      case -1L: return t;
      case 0: s += 1.0; break;
      default: s *= k > 4 ? x[0] : x[3];
      }
    }
    t += before * s * 0.1;
  }
  return t;
}
