// function: recursion_table
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.2 -0.5
// family: Recursion
// construct: a table of results that are known already, passed by pointer

static double value(int n, double x, double y, double *table, bool *known) {
  if (n < 2)
    return n == 0 ? x : y;
  if (known[n])
    return table[n];
  double v = value(n - 1, x, y, table, known) * x + value(n - 2, x, y, table, known);
  known[n] = true;
  return table[n] = v;
}

double recursion_table(double x, double y) {
  double table[12];
  bool known[12] = {};
  return value(11, x, y, table, known) + table[5] * y;
}
