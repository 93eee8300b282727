// function: recursion_hands_out
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Recursion
// construct: memory that a recursive function allocates and its caller fills

// The recursive functions write no number that depends on x: their caller does.
struct Level {
  double *values;
  Level *next;
  int size;
};

static void allocate(Level *level, int depth) {
  level->size = depth + 1;
  level->values = new double[level->size]();
  level->next = nullptr;
  if (depth > 0) {
    level->next = new Level;
    allocate(level->next, depth - 1);
  }
}

static void release(Level *level) {
  if (level->next)
    release(level->next);
  delete level->next;
  delete[] level->values;
}

double recursion_hands_out(const double *x, int n) {
  Level top;
  allocate(&top, 2);
  int k = 0;
  for (Level *level = &top; level; level = level->next)
    for (int i = 0; i < level->size; ++i, ++k)
      level->values[i] = x[k % n] * x[(k + 1) % n];
  double s = 0.0;
  for (Level *level = &top; level; level = level->next)
    for (int i = 0; i < level->size; ++i)
      s += level->values[i] * level->values[level->size - 1 - i] * level->size;
  release(&top);
  return s;
}
