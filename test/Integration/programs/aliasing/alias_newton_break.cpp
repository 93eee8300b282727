// covers: newton break
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_newton_break
// signature: double(double,double)
// at: 1.3 0.7
// at: 2.4 2.1

double alias_newton_break(double x, double y) {
  double u = y, last = 0;
  int k = 0;
  do {
    last = u;
    double f = u * u * u - x * u - y, d = 3 * u * u - x;
    if (d * d < 1e-8)
      break;
    u -= f / d;
    if (++k > 4) {
      u = 0.5 * (u + last);
      if (k > 6)
        break;
      else
        continue;
    }
  } while ((u - last) * (u - last) > 1e-3 * x);
  return u * x + last * k;
}
