// covers: printf and puts are inactive and run exactly once, in the primal's order
// function: output_once
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// family: Functions
// construct: `printf` and its relatives, once, in the primal's order

#include <cstdio>

static double noisy(double v, int i) {
  printf("step %d\n", i);
  return v * v;
}

double output_once(const double *x, int n) {
  double s = 0.0;
  int printed = 0;
  for (int i = 0; i < n; i++) {
    s += noisy(x[i], i) * s + x[i];
    printed += printf("%d", i * i);
    if (i == 1)
      puts("one");
  }
  std::printf("done %d\n", printed);
  return s * printed;
}
