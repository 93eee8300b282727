// covers: copies of unions whose bytes hold numbers by placement new
// function: union_raw_copied
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 1.9
// family: Classes
// construct: unions that are copied as a whole

#include <new>

struct Any {
  union {
    void *object;
    char bytes[16];
  };
};

double union_raw_copied(double x, double y) {
  Any items[3];
  for (int i = 0; i < 3; i++) {
    Any a;
    new (a.bytes) double(x * i + y);
    items[i] = a;
  }
  double s = 1.0;
  for (const Any &a : items)
    s *= *reinterpret_cast<const double *>(a.bytes);
  return s;
}
