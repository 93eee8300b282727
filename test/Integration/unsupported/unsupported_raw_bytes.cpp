// function: unsupported_raw_bytes
// signature: double(double,double)
// expect: refused costate-reinterpreted-active
// construct: active values read back as raw bytes

#include <new>

double unsupported_raw_bytes(double x, double y) {
  alignas(double) unsigned char storage[sizeof(double)];
  double *p = new (storage) double(x);
  storage[0] ^= 1;
  return *p * y;
}
