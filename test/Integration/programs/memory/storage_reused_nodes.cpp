// covers: a pool of bytes whose slots hold linked nodes, then plain numbers, round after round
// function: storage_reused_nodes
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// oracle: differences
// family: Variables and memory
// construct: raw storage reused by placement new for objects of other types

#include <new>
struct Node {
  double v;
  Node *next;
};
struct Plain {
  double a, b;
};
double storage_reused_nodes(const double *x, int n) {
  alignas(16) unsigned char pool[4][16];
  double s = 0;
  Node *head = nullptr;
  for (int r = 0; r < 3; r++) {
    head = nullptr;
    for (int i = 0; i < 4; i++)
      head = new (pool[(i + r) % 4]) Node{x[i % n] * (s + 1), head};
    for (Node *p = head; p; p = p->next) {
      s += p->v * 0.1;
      if (p->next)
        p->next->v += 0.5 * p->v;
    }
    for (int i = 0; i < 4; i += 2) {
      Plain *q = new (pool[i]) Plain{s, x[i % n]};
      double t = q->a;
      q->a = q->b;
      q->b = t;
      s += q->a * q->b * 0.01;
    }
  }
  return s + reinterpret_cast<Plain *>(pool[0])->a * reinterpret_cast<Plain *>(pool[2])->b;
}
