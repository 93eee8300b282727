// covers: moved under a condition that depends on the data, in a while loop; two pointers that take turns; a buffer of the caller that has no derivative
// function: realloc_conditional
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9 -1.1 0.3 1.7
// family: Variables and memory
// construct: `realloc`, `reallocarray`: growing, shrinking, from null, of rows and of structs

#include <cmath>
#include <cstdlib>
#include <utility>

double realloc_conditional(const double *x, int n) {
  double *a = (double *)std::malloc(2 * sizeof(double)), *b = nullptr;
  unsigned char *marks = nullptr;
  int room = 2, other = 0, i = 0, used = 0;
  a[0] = a[1] = 1.0;
  while (i < n) {
    if (x[i] > 0.5) {
      if (used + 1 >= room) {
        int grown = used + 4;
        a = (double *)std::realloc(a, grown * sizeof(double));
        for (int k = room; k < grown; k++)
          a[k] = k ? 0.5 * a[k - 1] : x[i];
        room = grown;
      }
      a[used + 1] = a[used] * x[i] + std::tanh(x[i]);
      used++;
    } else {
      std::swap(a, b);
      std::swap(room, other);
      if (room < used + 2) {
        int grown = used + 2;
        a = (double *)std::realloc(a, grown * sizeof *a);
        for (int k = room; k < grown; k++)
          a[k] = b[k < other ? k : 0] * x[i];
        room = grown;
      }
    }
    marks = (unsigned char *)std::realloc(marks, i + 1);
    marks[i] = x[i] > 0.0 ? (i ? marks[i - 1] + 1 : 1) : 0;
    i++;
  }
  double s = 0.0;
  for (int k = 0; k < room; k++)
    s += a[k] * (1 + marks[k % n]);
  for (int k = 0; k < other; k++)
    s -= b[k] * 0.25;
  std::free(a);
  std::free(b);
  std::free(marks);
  return s;
}
