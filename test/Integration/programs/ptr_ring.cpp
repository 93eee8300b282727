// covers: a ring of stack structs linked by pointers, walked a data-dependent number of steps, nodes unlinked
// function: ptr_ring
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: linked structures: lists, rings, trees

struct Ring {
  double v;
  Ring *next, *previous;
};

double ptr_ring(const double *x, int n) {
  Ring ring[8];
  for (int i = 0; i < n; i++)
    ring[i] = Ring{x[i], &ring[(i + 1) % n], &ring[(i + n - 1) % n]};
  Ring *at = &ring[0];
  double s = 0.0;
  int left = n;
  while (left > 1) {
    at->v += 0.5 * at->next->v * at->previous->v;
    s += at->v * (1.0 + 0.1 * s);
    if (at->v > 0.4) {
      at->previous->next = at->next;
      at->next->previous = at->previous;
      at->previous->v *= at->v;
      left--;
    }
    at = s > 2.0 ? at->next : at->previous->previous;
    at->v += 0.3;
  }
  return s * at->v;
}
