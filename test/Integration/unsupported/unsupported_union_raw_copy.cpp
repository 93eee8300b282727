// function: unsupported_union_raw_copy
// signature: double(double,double)
// expect: refused share their bytes with other things
// construct: copies of unions whose bytes hold numbers by placement new

#include <new>

struct UnsupportedAny {
  union {
    void *object;
    char bytes[16];
  };
};

double unsupported_union_raw_copy(double x, double y) {
  UnsupportedAny items[3];
  for (int i = 0; i < 3; i++) {
    UnsupportedAny a;
    new (a.bytes) double(x * i + y);
    items[i] = a;
  }
  double s = 1.0;
  for (const UnsupportedAny &a : items)
    s *= *reinterpret_cast<const double *>(a.bytes);
  return s;
}
