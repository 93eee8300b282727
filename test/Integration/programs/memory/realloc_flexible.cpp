// covers: a struct with a trailing array, whose bytes are counted by hand
// function: realloc_flexible
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: `realloc`, `reallocarray`: growing, shrinking, from null, of rows and of structs
#include <cstdlib>
struct Vec {
  int n;
  int room;
  double data[1];
};
double realloc_flexible(const double *x, int n) {
  Vec *v = (Vec *)std::malloc(sizeof(Vec));
  v->n = 1;
  v->room = 1;
  v->data[0] = x[0];
  for (int i = 1; i < n; i++) {
    if (v->n == v->room) {
      v->room += 2;
      v = (Vec *)std::realloc(v, sizeof(Vec) + (v->room - 1) * sizeof(double));
    }
    v->data[v->n] = v->data[v->n - 1] * x[i];
    v->n++;
  }
  double s = v->data[n - 1];
  std::free(v);
  return s;
}
