// covers: an array of structs updated in place: n-body in one dimension
// function: struct_array_of
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// at: 0.1 1.2 2.0 3.5
// family: Structs
// construct: by value, by reference, by pointer, returned, nested, in arrays

struct Body {
  double mass, x, v;
};

double struct_array_of(const double *x, int n) {
  Body body[8];
  for (int i = 0; i < n; i++)
    body[i] = {1.0 + 0.1 * i, x[i], 0.0};
  for (int step = 0; step < 3; step++) {
    for (int i = 0; i < n; i++)
      for (int j = 0; j < n; j++)
        if (i != j) {
          double d = body[j].x - body[i].x;
          body[i].v += 0.05 * body[j].mass * d / (1.0 + d * d);
        }
    for (Body *b = body; b != body + n; ++b)
      b->x += 0.1 * b->v;
  }
  double energy = 0.0;
  for (int i = 0; i < n; i++)
    energy += body[i].mass * body[i].v * body[i].v + body[i].x;
  return energy;
}
