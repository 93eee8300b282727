// covers: integers carried by a loop decide what active data flow where
// function: integer_state_carried
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// family: Statements
// construct: values carried by a loop and used after it, rotated, coupled

double integer_state_carried(const double *x, int n) {
  int which = 0, run = 0;
  double bins[3] = {0.0, 0.0, 0.0};
  for (int i = 0; i < n; i++) {
    bins[which] += x[i] * (run + 1);
    if (x[i] > 1.0) {
      run++;
      which = (which + 1) % 3;
    } else if (x[i] < 0.0) {
      run = 0;
      which = 2;
    }
    bins[(which + 1) % 3] *= 1.0 + 0.1 * x[i];
  }
  return bins[0] * bins[1] + bins[2] * which + run * bins[0];
}
