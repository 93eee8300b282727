// function: alloca_scratch
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: -0.3 0.7 0.4
// family: Variables and memory
// construct: `alloca`, also rounded up to an alignment
#include <alloca.h>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

// Several ways out, one of them before the storage is there.
static double reversed_dot(const double *x, int n, bool early) {
  if (early && x[0] < 0)
    return x[1] * x[1];
  double *copy = static_cast<double *>(alloca(n * sizeof(double)));
  for (int i = 0; i < n; i++)
    copy[i] = x[n - 1 - i] * x[0];
  if (copy[0] > 100.0)
    return copy[0];
  double sum = 0.0;
  for (int i = 0; i < n; i++)
    sum += copy[i] * x[i];
  return sum;
}

// As libraries get buffers for vector instructions: the caller's, on the stack, or on the heap.
static double buffered(const double *x, int n, double *buffer, std::size_t limit) {
  std::size_t bytes = sizeof(double) * n;
  double *work =
      buffer ? buffer
             : reinterpret_cast<double *>(
                   bytes <= limit ? reinterpret_cast<void *>(
                                        (std::uintptr_t(alloca(bytes + 16 - 1)) + 16 - 1) &
                                        ~(std::size_t(16 - 1)))
                                  : std::malloc(bytes));
  for (int i = 0; i < n; i++)
    work[i] = i ? work[i - 1] * x[i] + x[0] : x[0] * x[0];
  double result = work[n - 1] * work[0];
  if (!buffer && bytes > limit)
    std::free(work);
  return result;
}

double alloca_scratch(const double *x, int n) {
  double own[8];
  double sum = reversed_dot(x, n, true) + reversed_dot(x, n, false);
  for (int k = 0; k < 3; k++)
    sum += buffered(x, n, k == 1 ? own : nullptr, k == 2 ? 8 : 4096) * (k + 1);
  return sum + own[1];
}
