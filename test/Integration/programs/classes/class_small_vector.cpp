// function: class_small_vector
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Classes
// construct: placement `new`, explicit destructor calls, raw storage

#include <cstdlib>
#include <new>
#include <utility>

template <class T, int N> class SmallVector {
  alignas(T) unsigned char inside[N * sizeof(T)];
  T *items = reinterpret_cast<T *>(inside);
  int count = 0, room = N;

public:
  SmallVector() = default;
  SmallVector(const SmallVector &) = delete;
  ~SmallVector() {
    for (int i = 0; i < count; i++)
      items[i].~T();
    if (items != reinterpret_cast<T *>(inside))
      std::free(items);
  }
  template <class... A> void emplace(A &&...a) {
    if (count == room) {
      T *more = static_cast<T *>(std::malloc(2 * room * sizeof(T)));
      for (int i = 0; i < count; i++) {
        new (&more[i]) T(std::move(items[i]));
        items[i].~T();
      }
      if (items != reinterpret_cast<T *>(inside))
        std::free(items);
      items = more, room *= 2;
    }
    new (&items[count++]) T(std::forward<A>(a)...);
  }
  T *begin() { return items; }
  T *end() { return items + count; }
};

double class_small_vector(const double *x, int n) {
  SmallVector<double, 2> v;
  for (int i = 0; i < n; i++) {
    v.emplace(x[i]);
    v.emplace(x[i] * x[0]);
  }
  double s = 0.0;
  for (double &e : v)
    s = s * 0.5 + e * e;
  return s;
}
