// function: unsupported_aligned_block_front
// signature: double(const double*,int)
// expect: refused costate-unsupported-allocation
// construct: blocks aligned by hand whose original address serves something else than their release

#include <cstdlib>

double unsupported_aligned_block_front(const double *x, int n) {
  void *block = std::malloc(n * sizeof(double) + 32);
  if (!block)
    return 0.0;
  void *start = (void *)(((unsigned long)block & ~31ul) + 32);
  ((void **)start)[-1] = block;
  double *data = (double *)start;
  for (int i = 0; i < n; i++)
    data[i] = x[i] * x[i];
  char *front = (char *)((void **)data)[-1];
  double sum = *(double *)(front + ((char *)data - front));
  std::free(front);
  return sum;
}
