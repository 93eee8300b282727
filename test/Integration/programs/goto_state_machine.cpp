// covers: a state machine of labels over an array, jumps out of switch and out of nested loops, values overwritten in place
// function: goto_state_machine
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.5 -1.1 0.3
// at: -0.3 1.7 0.4
// family: Statements
// construct: `goto`: forward, backward, into and out of scopes and loops, loops with several entries

static double step(const double *x, int n, double *w) {
  int i = 0;
  double state = 1.0;
start:
  if (i >= n)
    goto accept;
  if (x[i] < 0.0)
    goto negative;
  w[i] = x[i] * state;
  state += w[i] * 0.5;
  ++i;
  goto start;
negative:
  switch (i % 3) {
  case 0:
    state *= x[i];
    goto next;
  case 1:
    goto next;
  default:
    state -= x[i] * x[i];
  }
  for (int k = 0; k < i; ++k) {
    double t;
    if (k == 1)
      goto skip;
    t = w[k] * x[i];
    w[k] = t * t + w[k];
  skip:
    state += w[k] * 0.1;
    if (state > 50.0)
      goto accept;
  }
next:
  w[i] = state;
  ++i;
  goto start;
accept:
  return state;
}

double goto_state_machine(const double *x, int n) {
  double w[8] = {0.0};
  double s = step(x, n, w);
  for (int i = 0; i < n; ++i)
    s += w[i] * w[i] * (i + 1);
  return s;
}
