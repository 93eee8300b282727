// covers: nested && and || with assignments of active values, in loops' conditions
// function: op_short_circuit_active
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.2 1.6
// at: -0.5 0.3
// family: Expressions
// construct: `&&`, `\|\|` with side effects on active values

double op_short_circuit_active(double x, double y) {
  double t = 1.0, u = 2.0, v = 3.0;
  if (((t = x * y) > 0.5 && (u = t * t) < 5.0) || (v = u + t * y) > 2.0)
    t += u * v;
  for (int i = 0; i < 5 && ((u *= x) < 8.0 || (v -= y) > 0.0) && !(t > 50.0); i++) {
    bool both = (t += u) > 1.0 && (v += t * 0.1) > 1.0;
    if (!both || (u = u * 0.5 + y) < 0.0)
      continue;
    t -= (u > 1.0 && v > 1.0) * v;
  }
  do
    t *= 0.5;
  while ((t > 1.0 || (u > 2.0 && (u *= 0.25) > 0.0)) && (v = v * 0.9 + t) < 100.0);
  return t * u + v;
}
