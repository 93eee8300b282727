// covers: values that only pass through memory: copied to and fro, stored twice, overwritten by constants, never read
// function: mem_pass_through
// signature: double(double,double)
// at: 1.3 0.7
// family: Variables and memory
// construct: values that are overwritten in place, read before and after, or only pass through

double mem_pass_through(double x, double y) {
  double a[4] = {x, y, x, y}, b[4];
  for (int r = 0; r < 3; r++) {
    for (int i = 0; i < 4; i++)
      b[i] = a[3 - i];
    for (int i = 0; i < 4; i++)
      a[i] = b[(i + 1) % 4];
    a[r] = a[r];
    b[0] = x * y;
    b[0] = 3.0;
    double *dead = &b[1];
    *dead = x;
    if (r == 1)
      a[0] = 2.0;
  }
  return a[0] * x + a[1] * y * a[2] + a[3] * a[3] * b[1] + b[0] * x;
}
