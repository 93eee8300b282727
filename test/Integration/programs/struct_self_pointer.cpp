// covers: structs that point into each other and into themselves
// function: struct_self_pointer
// signature: double(double,double)
// at: 1.3 0.7
// family: Structs
// construct: members of mixed types: integers, `float`, `double`, pointers; padding

struct Cell {
  double value;
  double *source;
  Cell *other;
};

double struct_self_pointer(double x, double y) {
  Cell a, b;
  a.value = x;
  a.source = &a.value;
  a.other = &b;
  b.value = y;
  b.source = &a.value;
  b.other = &a;
  *b.source *= 2.0;
  b.other->value += y;
  a.other->other->source = &b.value;
  *a.source = *a.source * a.value;
  Cell *p = &a;
  for (int i = 0; i < 3; i++) {
    p->value += 0.5 * *p->source;
    p = p->other;
  }
  return a.value * b.value;
}
