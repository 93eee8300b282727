// function: unsupported_flexible_array
// signature: double(double,double)
// expect: refused costate-unsupported-flexible-array
// construct: flexible array members

#include <cstdlib>

struct Buffer {
  int size;
  double rest[];
};

double unsupported_flexible_array(double x, double y) {
  Buffer *b = (Buffer *)malloc(sizeof(Buffer) + 2 * sizeof(double));
  b->size = 2;
  b->rest[0] = x;
  b->rest[1] = y;
  double s = b->rest[0] * b->rest[1];
  free(b);
  return s;
}
