// function: atomics_counts
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// family: Language
// construct: atomic operations on integers around active values

#include <atomic>

double atomics_counts(const double *x, int n) {
  std::atomic<int> count(0);
  std::atomic<bool> flag(false);
  int plain = 5;
  double sum = 0.0;
  for (int i = 0; i < 3 * n; i++) {
    const int old = count.fetch_add(i % 3);
    if (old % 2)
      sum += x[i % n] * old;
    int expected = 4;
    if (count.compare_exchange_strong(expected, 9))
      sum *= x[1];
    else
      sum += expected * x[2];
    flag = !flag.exchange(i % 2);
    if (flag)
      sum += x[0] * x[0];
    plain = __atomic_xor_fetch(&plain, i, __ATOMIC_RELAXED);
  }
  count -= 2;
  ++count;
  return sum * count.load() + plain + (count |= 64);
}
