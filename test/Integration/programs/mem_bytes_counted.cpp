// covers: byte counts that are known at run time only: whole objects, integers by the byte
// function: mem_bytes_counted
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.5
// at: 0.6 -1.1
// oracle: differences
// family: Variables and memory
// construct: `memcpy`, `memmove`, `memset` (zero): whole, partial, overlapping, of structs, with computed sizes

#include <cstddef>
#include <cstring>

struct Pair {
  double value, weight;
};

static void move_down(void *target, const Pair *source, std::size_t bytes) {
  memmove((Pair *)target, source, bytes);
}

double mem_bytes_counted(const double *x, int n) {
  Pair pairs[8] = {};
  double row[8] = {0}, column[8] = {0};
  int counts[8] = {1, 2, 3, 4, 5, 6, 7, 8}, kept[8] = {0};
  for (int i = 0; i < n; i++) {
    row[i] = x[i] * x[i];
    pairs[i] = {x[i], x[i] * x[0]};
  }
  std::size_t bytes = (n - 1) * 8;
  for (int pass = 0; pass < 3; pass++) {
    memcpy(column + pass, row, bytes);
    if (bytes > 8)
      bytes -= sizeof(double);
    memset(row + 1, 0, pass ? bytes - 8 : 0);
    row[1] += column[pass] * x[n - 1];
  }
  std::size_t size = sizeof(Pair) * 3u / 2u * 2u;
  move_down(pairs, pairs + 1, size);
  // Integers: any number of bytes.
  memcpy(kept, counts, n * 4 + 2);
  memset(counts + 1, 0, n + 1);
  double s = 0.0;
  for (int i = 0; i < 8; i++)
    s += row[i] * column[i] * kept[i] + pairs[i].value * pairs[i].weight * counts[i];
  return s;
}
