// covers: raw storage that holds objects of two types in turn, with numbers where the other has pointers
// function: storage_two_types
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 0.3
// oracle: differences
// family: Variables and memory
// construct: raw storage reused by placement new for objects of other types

#include <new>

struct Held {
  double u;
  double *v;
};
struct Turned {
  double *v;
  double u;
};
struct Numbers {
  double a, b;
};

double storage_two_types(double x, double y) {
  double base[2] = {x, y};
  alignas(16) unsigned char raw[16];
  double s = 0;
  for (int i = 0; i < 6; i++) {
    if (i % 3 == 1) {
      Held *a = new (raw) Held{x * s, base};
      s += a->u * *a->v;
    } else if (i % 3 == 2) {
      Turned *b = new (raw) Turned{base + 1, y + s};
      Turned copy = *b;
      s += copy.u * *copy.v * 0.1;
      *copy.v += 0.1 * x;
    } else {
      Numbers both{s, x + i};
      Numbers *c = new (raw) Numbers(both);
      s += c->a * c->b * 0.2;
    }
  }
  return s + reinterpret_cast<Turned *>(raw)->u;
}
