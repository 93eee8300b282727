// covers: case labels inside a loop inside the switch
// function: switch_into_loop
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.1
// at: 1.3 0.7
// family: Statements
// construct: case labels within a loop within the `switch`, Duff's device

double switch_into_loop(const double *x, int n) {
  double s = 0.5;
  int i = 0, rounds = (n + 2) / 3;
  switch (n % 3) {
  case 0:
    do {
      s += x[i++] * s;
      [[fallthrough]];
    case 2:
      s += x[i++] * x[0];
      [[fallthrough]];
    case 1:
      s *= 1.0 + x[i++];
    } while (--rounds > 0);
  }
  return s * i;
}
