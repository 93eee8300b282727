// function: unsupported_union_recursive_pointer
// signature: double(double,double)
// expect: refused costate-ambiguous-storage
// construct: pointers stored by a recursive function where the caller keeps numbers

union Cell {
  float *place;
  float pair[2];
};
static float walk(Cell *c, float *v, float x, int n) {
  if (n == 0)
    return x;
  c->place = v + n % 2;
  float s = walk(c + 1, v, x * 0.5f, n - 1);
  return s * 0.9f + *c->place;
}
double unsupported_union_recursive_pointer(double x, double y) {
  float v[2] = {float(x), float(y)};
  Cell cells[4];
  float r = 0;
  for (int i = 0; i < 4; i++)
    cells[i].pair[0] = v[i % 2] * i;
  for (int i = 0; i < 4; i++)
    r += cells[i].pair[0];
  return r * walk(cells, v, float(x * y), 4);
}
