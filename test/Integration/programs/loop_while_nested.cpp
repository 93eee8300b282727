// covers: while in while in for in do, each with values carried, conditions with side effects and breaks at both levels
// function: loop_while_nested
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.3 1.2
// family: Statements
// construct: `while`, `do`, endless loops

double loop_while_nested(double x, double y) {
  double s = 0.1, t = x, u = y;
  int outer = 0;
  do {
    for (int i = outer; i < 3; i++) {
      int inner = 0;
      while ((t = t * 0.8 + 0.1 * s) > 0.4 && inner++ < 4) {
        u = u * t + 0.2;
        double w = u;
        while (w > 0.5) {
          w *= 0.7;
          s += w * t;
          if (s > 6.0)
            break;
        }
        if (s > 9.0)
          break;
        if (inner == 2)
          continue;
        s -= 0.05 * u * w;
      }
      t += x * 0.5;
    }
    u -= 0.1 * s;
  } while (++outer < 3 && s < 30.0);
  return s * t + u;
}
