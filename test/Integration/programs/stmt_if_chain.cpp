// covers: if / else if / else with dangling else and assignments on some paths only
// function: stmt_if_chain
// signature: double(double,double)
// at: 1.3 0.7
// at: -1.3 0.7
// at: 0.1 -3.0
// at: 0.1 0.05
// family: Statements
// construct: `if`, `else`; stores on some paths only

double stmt_if_chain(double x, double y) {
  double r = 0.0, q = x;
  if (x > 1.0)
    r = x * y;
  else if (x < -1.0) {
    r = x - y;
    q = y;
  } else if (y < 0.0)
    if (y < -2.0)
      r = y * y;
    else
      r = 7.0;
  else
    q *= x;
  return r * q + x;
}
