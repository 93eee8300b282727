// covers: a buffer of bytes that hands out aligned parts, local and of the heap, filled twice; std::align
// function: aligned_arena
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: -0.8 0.3
// family: Variables and memory
// construct: buffers of bytes whose parts are aligned by their addresses; `std::align`

#include <cstdint>
#include <cstdlib>
#include <memory>

struct Arena {
  char *begin;
  std::size_t used, size;

  double *take(std::size_t count, std::size_t alignment) {
    auto free = reinterpret_cast<std::uintptr_t>(begin + used);
    auto start = (free + alignment - 1) & ~(alignment - 1);
    used += (start - free) + count * sizeof(double);
    if (used > size)
      return nullptr;
    return reinterpret_cast<double *>(start);
  }
};

double aligned_arena(const double *x, int n) {
  char local[512];
  Arena arena = {local, 3, sizeof local};
  double sum = 0.0;
  for (int k = 0; k < 2; k++) {
    arena.used = 3 + 8 * k;
    double *a = arena.take(n, 32);
    double *b = arena.take(n, 64);
    for (int i = 0; i < n; i++)
      a[i] = x[i] * (k + 1.0);
    for (int i = 0; i < n; i++)
      b[i] = a[i] * a[n - 1 - i] + sum;
    for (int i = 0; i < n; i++)
      a[i] += b[i] * b[0];
    sum += a[n - 1] * b[0];
  }
  std::size_t room = n * sizeof(double) + 64;
  void *block = std::malloc(room);
  void *place = static_cast<char *>(block) + 1;
  std::size_t left = room - 1;
  double *c = static_cast<double *>(std::align(32, n * sizeof(double), place, left));
  if (!c) {
    std::free(block);
    return sum;
  }
  for (int i = 0; i < n; i++)
    c[i] = x[i] * sum;
  double last = c[n - 1] * c[0];
  std::free(block);
  return sum + last + static_cast<double>(left >= n * sizeof(double));
}
