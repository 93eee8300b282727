// covers: by-value structs with pointers and arrays through three calls, each changing its copy and what it points to
// function: struct_by_value_chain
// signature: double(double,double)
// at: 1.3 0.7
// family: Structs
// construct: by value, by reference, by pointer, returned, nested, in arrays

struct Frame {
  double local[3];
  double *shared;
  int depth;
};

static double third(Frame f, double t) {
  f.local[f.depth % 3] *= t;
  f.shared[f.depth % 2] += f.local[f.depth % 3];
  return f.local[0] + f.local[1] * f.local[2];
}
static Frame second(Frame f) {
  f.depth++;
  f.local[1] += third(f, f.local[0]);
  f.shared = f.shared + (f.depth > 2 ? 1 : 0);
  return f;
}
static double first(const Frame &f, Frame g) {
  double s = 0.0;
  for (int i = 0; i < 3; i++) {
    g = second(g);
    s += third(f, g.local[1]) * *g.shared;
  }
  return s + g.local[1];
}

double struct_by_value_chain(double x, double y) {
  double shared[4] = {x, y, x * y, 1.0};
  Frame f{{x, y, 0.5}, shared, 0};
  double s = first(f, f);
  f.shared = shared + 1;
  f.local[2] = s * 0.01;
  return s + first(second(f), f) * 0.01 + shared[0] * shared[3] + shared[1];
}
