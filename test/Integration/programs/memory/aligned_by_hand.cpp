// covers: allocators that round the address up and keep what malloc gave in front: in loops, on early
// exits, owned by classes, swapped, empty
// function: aligned_by_hand
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: -0.8
// family: Variables and memory
// construct: blocks of `malloc` that the program aligns by itself

#include <cstdint>
#include <cstdlib>
#include <utility>

static void *allocate_aligned(std::size_t size, std::size_t alignment = 64) {
  void *block = std::malloc(size + alignment);
  if (block == nullptr)
    return nullptr;
  void *start = reinterpret_cast<void *>(
      (reinterpret_cast<std::size_t>(block) & ~(std::size_t(alignment - 1))) + alignment);
  *(reinterpret_cast<void **>(start) - 1) = block;
  return start;
}

static void free_aligned(void *start) {
  if (start)
    std::free(*(reinterpret_cast<void **>(start) - 1));
}

// The other usual form: room for the pointer is asked for separately.
static double *make_numbers(int count) {
  std::size_t align = 32;
  char *block = static_cast<char *>(std::malloc(count * sizeof(double) + align - 1 + sizeof(void *)));
  if (!block)
    return nullptr;
  auto address = (reinterpret_cast<std::uintptr_t>(block) + align - 1 + sizeof(void *)) & ~(align - 1);
  void **start = reinterpret_cast<void **>(address);
  start[-1] = block;
  return reinterpret_cast<double *>(start);
}

class Buffer {
public:
  explicit Buffer(int count) : data(static_cast<double *>(allocate_aligned(count * sizeof(double)))), count(count) {}
  Buffer(const Buffer &) = delete;
  ~Buffer() { free_aligned(data); }
  void swap(Buffer &other) {
    std::swap(data, other.data);
    std::swap(count, other.count);
  }
  double &operator[](int i) { return data[i]; }
  int size() const { return count; }

private:
  double *data;
  int count;
};

static double reduce(const double *x, int n, double scale) {
  double *scratch = make_numbers(n + 1);
  for (int i = 0; i < n; i++)
    scratch[i] = x[i] * scale;
  scratch[n] = 1.0;
  if (scratch[0] < -1.0) {
    double early = scratch[0] * scratch[n];
    free_aligned(scratch);
    return early;
  }
  double product = 1.0;
  for (int i = 0; i <= n; i++)
    product *= scratch[i];
  free_aligned(scratch);
  return product;
}

double aligned_by_hand(const double *x, int n) {
  Buffer a(n), b(2 * n), none(0);
  for (int i = 0; i < n; i++) {
    a[i] = x[i] * x[i];
    b[i] = x[i] + 1.0;
    b[n + i] = a[i] * b[i];
  }
  a.swap(b);
  double sum = 0.0;
  for (int i = 0; i < a.size(); i++) {
    Buffer step(i + 1);
    for (int j = 0; j <= i; j++)
      step[j] = a[j] * a[i] + (j > 0 ? step[j - 1] : 0.0);
    a[i] = step[i] * 0.1;
    if (i == 3)
      continue;
    sum += step[i] * b[i % n];
  }
  return sum + reduce(x, n, 1.5) + reduce(x, n, 2.0) * a[0] + none.size();
}
