// covers: a vector template over realloc: moves, trims, growth by halves
// function: realloc_vectorobj
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.3
// family: Variables and memory
// construct: `realloc`, `reallocarray`: growing, shrinking, from null, of rows and of structs
#include <cstdlib>
#include <utility>
template <class T> class Pod {
  T *p = nullptr;
  std::size_t n = 0, cap = 0;

public:
  Pod() = default;
  Pod(const Pod &) = delete;
  Pod(Pod &&o) noexcept
      : p(std::exchange(o.p, nullptr)), n(std::exchange(o.n, 0)), cap(std::exchange(o.cap, 0)) {}
  ~Pod() { std::free(p); }
  void reserve(std::size_t want) {
    if (want <= cap)
      return;
    void *q = std::realloc(static_cast<void *>(p), want * sizeof(T));
    if (!q)
      std::abort();
    p = static_cast<T *>(q);
    cap = want;
  }
  void push(const T &v) {
    if (n == cap)
      reserve(cap < 4 ? 4 : cap * 3 / 2);
    p[n++] = v;
  }
  void trim() {
    if (n) {
      p = static_cast<T *>(std::realloc(p, n * sizeof(T)));
      cap = n;
    }
  }
  T &operator[](std::size_t i) { return p[i]; }
  std::size_t size() const { return n; }
};
struct E {
  double a;
  int k;
};
double realloc_vectorobj(const double *x, int n) {
  Pod<E> v;
  Pod<double> w;
  for (int i = 0; i < 3 * n; i++) {
    v.push({x[i % n] * (i + 1), i});
    w.push(v[i / 2].a);
    if (i % 5 == 4) {
      v.trim();
      w.trim();
    }
  }
  Pod<E> u = std::move(v);
  double s = 0;
  for (std::size_t i = 0; i < u.size(); i++)
    s += u[i].a * w[u.size() - 1 - i] * u[i].k;
  return s;
}
