// covers: objects of numbers copied over objects of pointers in raw storage, and back
// function: storage_placed_copies
// signature: double(double,double)
// at: 1.3 0.7
// oracle: differences
// tolerance: 2e-3
// family: Variables and memory
// construct: raw storage reused by placement new for objects of other types

#include <new>

struct Pointers {
  float *a, *b;
};
struct Numbers {
  float a, b, c, d;
};

double storage_placed_copies(double x, double y) {
  float v[2] = {float(x), float(y)};
  alignas(8) unsigned char raw[2][16];
  float s = 0;
  for (int round = 0; round < 2; round++) {
    Pointers both{&v[0], &v[1]};
    for (int i = 0; i < 2; i++) {
      Pointers *p = new (raw[i]) Pointers(both);
      s += *p->a * *p->b;
    }
    for (int i = 0; i < 2; i++) {
      Numbers q{s, 1, float(x), s * 2};
      Numbers *n = new (raw[i]) Numbers(q);
      s += n->a * n->d * 0.1f;
    }
  }
  Numbers last = *reinterpret_cast<Numbers *>(raw[1]);
  new (raw[0]) Pointers{&v[1], &v[0]};
  return last.a + last.c * s + *reinterpret_cast<Pointers *>(raw[0])->a;
}
