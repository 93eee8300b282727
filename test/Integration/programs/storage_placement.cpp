// covers: placement new into raw bytes, operator new called as a function, malloc typed late, launder
// function: storage_placement
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: placement `new`, `operator new` called as a function, raw storage

#include <cmath>
#include <cstdlib>
#include <new>

struct Pair {
  double a, b;
  int n;
  Pair(double x, double y) : a(x), b(y * x), n(2) {}
  double sum() const { return std::sin(a) * b * n; }
};

double storage_placement(const double *x, int n) {
  double total = 0;
  for (int i = 0; i < n; ++i) {
    alignas(Pair) unsigned char buffer[sizeof(Pair)];
    Pair *p = new (buffer) Pair(x[i], x[(i + 1) % n]);
    total += p->sum();
    p->a = total;
    total += reinterpret_cast<Pair *>(buffer)->a * x[i];
  }
  void *raw = ::operator new(n * sizeof(double));
  double *d = static_cast<double *>(raw);
  for (int i = 0; i < n; ++i)
    new (d + i) double(x[i] * total);
  for (int i = 0; i < n; ++i)
    total += d[i] * x[i];
  ::operator delete(raw);
  void *late = std::malloc(sizeof(Pair) * n);
  Pair *q = static_cast<Pair *>(late);
  for (int i = 0; i < n; ++i)
    new (&q[i]) Pair(total, x[i]);
  for (int i = 0; i < n; ++i)
    total += std::launder(q + i)->sum();
  std::free(late);
  return total;
}
