// covers: Runge-Kutta with stage arrays in place, Lorenz-96
// function: app_rk4
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.2 0.1 0.4 0.3 0.9
// family: Whole programs
// construct: Runge-Kutta with stage arrays in place, Lorenz-96

static void rate(const double *u, double *du, int n) {
  for (int i = 0; i < n; i++)
    du[i] = (u[(i + 1) % n] - u[(i + n - 2) % n]) * u[(i + n - 1) % n] - u[i] + 1.0;
}

double app_rk4(const double *x, int n) {
  const double h = 0.05;
  double u[8], k[4][8], t[8];
  for (int i = 0; i < n; i++)
    u[i] = x[i];
  for (int step = 0; step < 4; step++) {
    rate(u, k[0], n);
    for (int stage = 1; stage < 4; stage++) {
      double c = stage < 3 ? 0.5 * h : h;
      for (int i = 0; i < n; i++)
        t[i] = u[i] + c * k[stage - 1][i];
      rate(t, k[stage], n);
    }
    for (int i = 0; i < n; i++)
      u[i] += h / 6.0 * (k[0][i] + 2.0 * k[1][i] + 2.0 * k[2][i] + k[3][i]);
  }
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += u[i] * u[i];
  return s;
}
