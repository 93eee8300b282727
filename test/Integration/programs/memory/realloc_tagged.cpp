// covers: unions of numbers and pointers moved as a whole
// function: realloc_tagged
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.3
// family: Variables and memory
// construct: `realloc`, `reallocarray`: growing, shrinking, from null, of rows and of structs
#include <cstdlib>
struct Node {
  int tag;
  union {
    double number;
    struct Node *next;
  } u;
  double w;
};
double realloc_tagged(const double *x, int n) {
  Node *a = nullptr;
  double s = 0;
  Node other = {0, {0.0}, x[0]};
  for (int i = 0; i < n; i++) {
    a = (Node *)realloc(a, (i + 1) * sizeof(Node));
    a[i].tag = i % 2;
    a[i].w = x[i] * 2;
    if (i % 2)
      a[i].u.next = &other;
    else
      a[i].u.number = x[i] * x[i];
    other.w *= a[i / 2].w;
  }
  for (int i = 0; i < n; i++)
    s += a[i].w * (a[i].tag ? a[i].u.next->w : a[i].u.number);
  free(a);
  return s;
}
