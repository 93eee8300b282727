// covers: blocks that the program aligns by hand, made, handed down and released by a recursive function
// function: recursion_aligned_blocks
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: -0.8
// family: Functions
// construct: recursion over memory that is aligned by hand

#include <cstdlib>

static void *allocate_aligned(std::size_t size) {
  void *block = std::malloc(size + 32);
  if (block == nullptr)
    return nullptr;
  void *start = reinterpret_cast<void *>((reinterpret_cast<std::size_t>(block) & ~std::size_t(31)) + 32);
  *(reinterpret_cast<void **>(start) - 1) = block;
  return start;
}

static void free_aligned(void *start) {
  if (start)
    std::free(*(reinterpret_cast<void **>(start) - 1));
}

static double fold(const double *x, int n, double *total) {
  if (n == 1)
    return x[0] * *total;
  double *half = static_cast<double *>(allocate_aligned(n * sizeof(double)));
  for (int i = 0; i + 1 < n; i++)
    half[i] = x[i] * x[i + 1] + (i > 0 ? half[i - 1] : 0.0);
  *total += half[n - 2];
  if (half[0] > 3.0) {
    double early = half[0] * x[n - 1];
    free_aligned(half);
    return early;
  }
  double result = fold(half, n - 1, total) + x[0];
  half[0] *= result;
  result += half[0];
  free_aligned(half);
  return result;
}

double recursion_aligned_blocks(const double *x, int n) {
  double total = 1.0;
  double *copy = static_cast<double *>(allocate_aligned(n * sizeof(double)));
  for (int i = 0; i < n; i++)
    copy[i] = x[i] + 0.5;
  double result = fold(copy, n, &total) * total;
  free_aligned(copy);
  return result;
}
