// Compares lowered trip counts with exact arithmetic in 128 bits, and small ones with loops that run.
#include <climits>
#include <cstdio>
#include <cstdlib>

extern "C" {
long slt_1(int, int), sle_1(int, int), slt_3(int, int), sle_3(int, int), sgt_1(int, int), sge_2(int, int);
long ult_1(unsigned, unsigned), ule_5(unsigned, unsigned), ugt_1(unsigned, unsigned), uge_3(unsigned, unsigned);
long ne_1(unsigned, unsigned), ne_m1(unsigned, unsigned);
long lslt_1(long, long), lsle_7(long, long);
long cslt_1(signed char, signed char);
int induction(int, long), induction_nsw(int, long);
}

using Wide = __int128;

// How often `for (i = a; i PRED b; i += step)` runs in unlimited integers.
static Wide count(Wide a, Wide b, Wide step, bool inclusive) {
  Wide distance = step > 0 ? b - a : a - b, stride = step > 0 ? step : -step;
  if (inclusive ? distance < 0 : distance <= 0)
    return 0;
  return inclusive ? distance / stride + 1 : (distance + stride - 1) / stride;
}

static void check(const char *name, Wide a, Wide b, long got, Wide want) {
  if (Wide(got) == want)
    return;
  printf("%s(%ld, %ld) = %ld, wanted %ld\n", name, (long)a, (long)b, got, (long)want);
  exit(1);
}

int main() {
  const int values[] = {INT_MIN, INT_MIN + 1, INT_MIN + 2, -1000, -7, -3, -2, -1, 0, 1, 2, 3,
                        4,       5,           6,           7,     100, INT_MAX - 2, INT_MAX - 1, INT_MAX};
  for (int a : values)
    for (int b : values) {
      check("slt_1", a, b, slt_1(a, b), count(a, b, 1, false));
      check("sle_1", a, b, sle_1(a, b), count(a, b, 1, true));
      check("slt_3", a, b, slt_3(a, b), count(a, b, 3, false));
      check("sle_3", a, b, sle_3(a, b), count(a, b, 3, true));
      check("sgt_1", a, b, sgt_1(a, b), count(a, b, -1, false));
      check("sge_2", a, b, sge_2(a, b), count(a, b, -2, true));
      unsigned ua = a, ub = b;
      check("ult_1", ua, ub, ult_1(ua, ub), count(ua, ub, 1, false));
      check("ule_5", ua, ub, ule_5(ua, ub), count(ua, ub, 5, true));
      check("ugt_1", ua, ub, ugt_1(ua, ub), count(ua, ub, -1, false));
      check("uge_3", ua, ub, uge_3(ua, ub), count(ua, ub, -3, true));
      check("ne_1", ua, ub, ne_1(ua, ub), Wide(unsigned(ub - ua)));
      check("ne_m1", ua, ub, ne_m1(ua, ub), Wide(unsigned(ua - ub)));
      check("lslt_1", a, b, lslt_1(a, b), count(a, b, 1, false));
      check("lsle_7", a, b, lsle_7(a, b), count(a, b, 7, true));
      check("cslt_1", a, b, cslt_1(a, b), count((signed char)a, (signed char)b, 1, false));
    }
  check("lslt_1", 0, LONG_MAX, lslt_1(0, LONG_MAX), LONG_MAX);
  check("lslt_1", LONG_MIN, LONG_MIN + 5, lslt_1(LONG_MIN, LONG_MIN + 5), 5);
  check("lsle_7", LONG_MIN, LONG_MAX, lsle_7(LONG_MIN, LONG_MAX), count(LONG_MIN, LONG_MAX, 7, true));
  for (long t = 0; t < 1000; ++t) {
    check("induction", INT_MAX, t, induction(INT_MAX, t), int(unsigned(INT_MAX) + 3 * unsigned(t)));
    check("induction_nsw", 500, t, induction_nsw(500, t), 500 - 2 * t);
  }
  puts("all trip counts agree");
}
