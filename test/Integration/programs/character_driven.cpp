// covers: a program in a string literal decides which operations run
// function: character_driven
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// family: Types and conversions
// construct: `bool`, `char`, `short`, `int`, `long`, signed and unsigned; wrap-around

double character_driven(const double *x, int n) {
  const char *program = "+*-+d*s+";
  double s = 1.0;
  int i = 0;
  for (const char *c = program; *c; ++c) {
    double v = x[i++ % n];
    if (*c == '+')
      s += v;
    else if (*c == '-')
      s -= v * v;
    else if (*c == '*')
      s *= v;
    else if (*c >= 'a' && *c <= 'd')
      s /= 2.0 + v * v;
    else
      s = s * s;
  }
  return s;
}
