// function: unsupported_union_recursive
// signature: double(double,double)
// expect: refused costate-ambiguous-storage
// construct: unions of pointers and numbers that a recursive function fills
union Cell {
  float *place;
  float pair[2];
};
static float walk(Cell *c, float *v, float x, int n) {
  if (n == 0)
    return x;
  c->place = v + n % 2;
  float s = *c->place * x;
  s += walk(c + 1, v, s * 0.5f, n - 1);
  c->pair[0] = s * x;
  c->pair[1] = x;
  return s * 0.9f;
}
double unsupported_union_recursive(double x, double y) {
  float v[2] = {float(x), float(y)};
  Cell cells[4];
  float s = walk(cells, v, float(x * y), 4);
  return s + cells[0].pair[0] * cells[1].pair[1] + cells[3].pair[0];
}
