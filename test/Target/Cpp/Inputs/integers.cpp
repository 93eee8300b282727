
#include <climits>
#include <cstdint>
#include <cstdio>

static int failures = 0;
static void check(const char *what, long got, long expected) {
  if (got != expected) {
    std::printf("%s: %ld instead of %ld\n", what, got, expected);
    ++failures;
  }
}

int main() {
  const int samples[] = {0, 1, -1, 2, 7, -7, 31, 200, -200, 65537, INT_MAX, INT_MIN, INT_MAX - 1, INT_MIN + 1};
  for (int a : samples)
    for (int b : samples) {
      const uint32_t ua = static_cast<uint32_t>(a), ub = static_cast<uint32_t>(b);
      const int64_t wide = static_cast<int64_t>(a) + b;
      if (wide >= INT_MIN && wide <= INT_MAX)
        check("add_nsw", add_nsw(a, b), wide);
      check("add_wrap", add_wrap(a, b), static_cast<int32_t>(ua + ub));
      check("mul_wrap_add", mul_wrap_add(a, b),
            static_cast<int64_t>(static_cast<uint64_t>(a) * 6364136223846793005u + static_cast<uint64_t>(b)));
      check("negate_wrap", negate_wrap(a), static_cast<int32_t>(0u - ua));
      if (b != 0) {
        check("div_unsigned", div_unsigned(a, b), static_cast<int32_t>(ua / ub));
        check("rem_unsigned", rem_unsigned(a, b),
              static_cast<int64_t>(static_cast<uint64_t>(a) % static_cast<uint64_t>(b)));
      }
      if (b >= 0 && b < 32)
        check("shifts", shifts(a, b), static_cast<int32_t>(((ua << b) ^ static_cast<uint32_t>(a >> b)) | (ua >> b)));
      if (b >= 0 && b < 8) {
        const int8_t a8 = static_cast<int8_t>(a), b8 = static_cast<int8_t>(b);
        const uint8_t sum = static_cast<uint8_t>(a8 + b8), square = static_cast<uint8_t>(sum * sum);
        check("narrow", narrow(a8, b8), static_cast<int8_t>(square >> b8));
      }
      const __int128 product = static_cast<__int128>(a) * b + ub;
      check("widen", widen(a, b), static_cast<long>(product));
      const int32_t sum = static_cast<int32_t>(ua + ub);
      check("compare", compare(a, b), (a < b) - 2 * (ua < ub) + 4 * (sum == a) + 8 * (sum >= b));
      if (ub + 3 != 0)
        check("mix", mix(ua, ub), static_cast<int32_t>(ua / (ub + 3) * 5 + (ua >> 3)));
      if (a != 0) {
        const double expected = static_cast<double>(ua) / a +
                                (static_cast<double>(static_cast<int8_t>(a)) + static_cast<uint8_t>(a));
        check("convert", convert(a) == expected, 1);
      }
    }
  check("lowest", lowest(), INT64_MIN);
  return failures != 0;
}
