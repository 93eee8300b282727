// function: class_copy_move
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Classes
// construct: constructors, destructors, copy and move, assignment

#include <cstddef>
#include <utility>

class Buffer {
  double *data;
  int size;

public:
  explicit Buffer(int n) : data(new double[n]()), size(n) {}
  Buffer(const Buffer &o) : data(new double[o.size]), size(o.size) {
    for (int i = 0; i < size; i++)
      data[i] = o.data[i];
  }
  Buffer(Buffer &&o) noexcept : data(o.data), size(o.size) { o.data = nullptr, o.size = 0; }
  Buffer &operator=(Buffer o) noexcept {
    std::swap(data, o.data);
    std::swap(size, o.size);
    return *this;
  }
  ~Buffer() { delete[] data; }
  double &operator[](int i) { return data[i]; }
  double operator[](int i) const { return data[i]; }
  int count() const { return size; }
};
static Buffer reversed(const Buffer &b) {
  Buffer r(b.count());
  for (int i = 0; i < b.count(); i++)
    r[i] = b[b.count() - 1 - i];
  return r;
}

double class_copy_move(const double *x, int n) {
  Buffer a(n);
  for (int i = 0; i < n; i++)
    a[i] = x[i] * x[i];
  Buffer b = a;
  b[0] *= 2.0;
  Buffer c = std::move(b);
  a = reversed(c);
  a = a;
  c = Buffer(2);
  c[1] = a[0];
  double s = c[1] * c.count() + b.count();
  for (int i = 0; i < n; i++)
    s += a[i] * x[i];
  return s;
}
