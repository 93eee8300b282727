// covers: a pointer re-seated by active data in a while loop and written through; its target read elsewhere
// function: ptr_reseated_in_while
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.6 1.1
// family: Variables and memory
// construct: pointers re-seated and swapped, also by active data and in `while` loops

double ptr_reseated_in_while(double x, double y) {
  double grid[3][2] = {{x, y}, {1.0, x * y}, {y, 2.0}};
  double *p = grid[0], *q = nullptr;
  double s = 0.0;
  int steps = 0;
  while (steps < 9 && s < 40.0) {
    q = p;
    p = *p > 1.0 ? grid[(steps + 1) % 3] + steps % 2 : &grid[2][1] - steps % 3;
    *p = *p * 0.5 + *q * x;
    if (q == p) {
      s += 1.0;
      *q *= y;
    }
    double **pp = *p > 1.5 ? &p : &q;
    **pp += 0.1 * s;
    if (steps == 5)
      *pp = &grid[1][1];
    s += grid[steps % 3][1] * *p;
    ++steps;
  }
  return s + *p * *q + grid[0][0];
}
