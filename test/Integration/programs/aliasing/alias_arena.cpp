// covers: alias_arena
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_arena
// signature: double(const double*,int)
// oracle: differences
// at: 1.3 0.7 -0.4 2.2 0.9

#include <cstddef>

struct Arena {
  char *base;
  size_t used = 0;
  Arena(size_t n) : base(new char[n]) {}
  ~Arena() { delete[] base; }
  template <class T> T *get(size_t n) {
    T *p = reinterpret_cast<T *>(base + used);
    used += (n * sizeof(T) + 7) / 8 * 8;
    return p;
  }
  void reset() { used = 0; }
};
double alias_arena(const double *x, int n) {
  Arena arena(1024);
  double s = 1;
  for (int round = 0; round < 3; ++round) {
    arena.reset();
    if (round == 1) {
      int *skip = arena.get<int>(3);
      skip[0] = n;
      skip[1] = 2;
      s *= skip[1];
    }
    double *a = arena.get<double>(n);
    int *index = arena.get<int>(n);
    double *b = arena.get<double>(n);
    for (int i = 0; i < n; ++i) {
      a[i] = x[i] * s;
      index[i] = (i * 2 + round) % n;
    }
    for (int i = 0; i < n; ++i)
      b[i] = a[index[i]] * x[i];
    for (int i = 0; i < n; ++i)
      s += b[i] * 0.1 * a[(i + 1) % n];
  }
  return s;
}
