// covers: goto into the body of loops and of nested scopes, an irreducible loop, a declaration that is reached again
// function: goto_into_loop
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.3 1.4
// family: Statements
// construct: `goto`: forward, backward, into and out of scopes and loops, loops with several entries

double goto_into_loop(double x, double y) {
  double a = x * y, b = y;
  int n = 0;
  if (x > 0.0)
    goto inside;
  while (a < 30.0) {
    a = a * 1.5 + 2.0 + x;
    b += a * y;
  inside:
    a += b * b * 0.3 + 1.0;
    ++n;
  }
  {
    double local;
    goto third;
  first:
    a = a * 0.5 + x;
    goto second;
  second:
    b = b * y - a;
  third:
    local = a * b;
    if (++n > 9)
      goto done;
    if (n % 3 == 0)
      goto first;
    b += 0.1 * local;
    goto second;
  done:
    a += local;
  }
  return a * x + b;
}
