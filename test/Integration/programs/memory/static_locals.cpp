// covers: static and thread_local locals that a call sets before it uses them; chosen by conditions
// function: static_locals
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 1.9
// family: Variables and memory
// construct: `static` and `thread_local` locals that each call sets first

static double running(double v, bool first) {
  static double total;
  static double *where = nullptr;
  if (first) {
    total = v;
    where = &total;
  } else {
    total = total * v + v;
  }
  *where += 0.5 * v;
  return total;
}

double static_locals(double x, double y) {
  thread_local double best;
  static double history[8];
  double s = 0.0;
  for (int i = 0; i < 4; i++) {
    double value = running(x * (i + 1) - y, i == 0);
    if (i == 0 || value > best)
      best = value;
    history[i] = best * y;
    for (int j = i; j > 0 && history[j] > history[j - 1]; j--) {
      double other = history[j];
      history[j] = history[j - 1];
      history[j - 1] = other;
    }
    s += history[i / 2];
  }
  return s * best + history[3];
}
