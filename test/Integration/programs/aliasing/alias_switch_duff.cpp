// covers: switch duff
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_switch_duff
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// at: 0.3 0.2 0.1

double alias_switch_duff(const double *x, int n) {
  double s = 1;
  const double *p = x;
  int k = (n + 3) / 4;
  switch (n % 4) {
  case 0:
    do {
      s += *p++ * s * 0.1;
      [[fallthrough]];
    case 3:
      s -= *p++ * 0.5;
      [[fallthrough]];
    case 2:
      s *= 1 + *p++ * 0.1;
      [[fallthrough]];
    case 1:
      s += *p++ * *x;
    } while (--k > 0);
  }
  for (int i = 0; i < n; ++i)
    switch (i) {
    case 1:
      s *= x[i];
      break;
    default:
      if (s < 0)
        continue;
      s += x[i];
      [[fallthrough]];
    case 2:
      s = s * s * 0.1 + x[0];
    }
  return s;
}
