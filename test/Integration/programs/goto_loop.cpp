// covers: loops made of goto, forward jumps, an error exit in the style of C
// function: goto_loop
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.2 -0.4
// family: Statements
// construct: `goto`: forward, backward, into and out of scopes and loops, loops with several entries

double goto_loop(double x, double y) {
  int i = 0;
  double s = x;
again:
  s = s * y + 1.0;
  if (++i < 4)
    goto again;
  if (s < 0.0)
    goto failure;
  for (int j = 0; j < 5; ++j)
    for (int k = 0; k < 5; ++k) {
      s += x * j * k;
      if (s > 20.0)
        goto found;
    }
  s *= 2.0;
  goto end;
found:
  s = s * s;
end:
  return s + y;
failure:
  return -s * x;
}
