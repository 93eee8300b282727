// function: volatile_integers
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Objects and memory
// construct: `volatile` integers: counters, flags, elements, through pointers
// unity: no

volatile int volatile_integers_ticks;

double volatile_integers(const double *x, int n) {
  volatile_integers_ticks = 0;
  volatile bool stop = false;
  volatile unsigned char small = 250;
  volatile long table[3] = {1, 2, 3};
  volatile long *entry = table;
  double sum = 0.0, product = 1.0;
  for (volatile int i = 0; !stop; ++i) {
    int at = i; // The index is read once.
    if (at >= 2 * n) {
      stop = true;
      continue;
    }
    const double &value = x[at % n];
    product *= table[at % 3] > 2 ? value : 1.0;
    sum += value * value * small;
    small += 3; // Goes over.
    *entry += at;
    entry = table + (volatile_integers_ticks += 1) % 3;
    if (sum > 1e6)
      break;
  }
  int assigned = (volatile_integers_ticks = volatile_integers_ticks * 2);
  (void)volatile_integers_ticks;
  volatile_integers_ticks;
  return sum * table[0] + product * (stop ? table[1]-- : ++table[2]) + assigned * x[0];
}
