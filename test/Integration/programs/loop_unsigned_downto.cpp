// covers: unsigned counters that run down: i-- > 0, --i with wrap-around, steps
// function: loop_unsigned_downto
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.9
// family: Statements
// construct: counted `for`: `< <= > >= !=`, up and down, any integer type, any step, never run

double loop_unsigned_downto(const double *x, int n) {
  unsigned m = (unsigned)n;
  double s = 0.0, a[8] = {};
  for (unsigned i = m; i-- > 0;)
    a[i] = x[i] * (s += x[i] * x[i]);
  for (unsigned long i = m - 1; i < m; --i)
    s = s * 0.5 + a[i] * x[m - 1 - i];
  for (unsigned char c = 250; c > 3; c = (unsigned char)(c + 2))
    s += 0.01 * x[c % m] * s;
  for (short k = 5; k != -7; k = (short)(k - 3))
    s += x[(k + 20) % n] * a[(k + 8) % n];
  return s;
}
