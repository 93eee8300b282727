
#include <climits>
#include <cstdint>
#include <cstdio>
#include <vector>

struct Case {
  const char *name;
  long (*run)(int, int, long *);
  const char *predicate;
  int step;
  bool reversed;
  bool fixedStart;
  int start;
  bool iterations;
};

static bool holds(const char *predicate, int64_t i, int64_t n) {
  switch (predicate[1]) {
  case 'l': return predicate[2] == 't' ? i < n : i <= n;
  case 'g': return predicate[2] == 't' ? i > n : i >= n;
  default: return i != n;
  }
}

int main() {
  static const Case cases[] = {
      {"slt_p1_fwd_lo", slt_p1_fwd_lo, "slt", 1, false, false, 0, true},
      {"slt_p1_fwd_lo_plain", slt_p1_fwd_lo_plain, "slt", 1, false, false, 0, false},
      {"slt_p1_fwd_c0", slt_p1_fwd_c0, "slt", 1, false, true, 0, true},
      {"slt_p1_fwd_c0_plain", slt_p1_fwd_c0_plain, "slt", 1, false, true, 0, false},
      {"slt_p1_fwd_c1", slt_p1_fwd_c1, "slt", 1, false, true, 1, true},
      {"slt_p1_fwd_c1_plain", slt_p1_fwd_c1_plain, "slt", 1, false, true, 1, false},
      {"slt_p1_rev_lo", slt_p1_rev_lo, "slt", 1, true, false, 0, true},
      {"slt_p1_rev_lo_plain", slt_p1_rev_lo_plain, "slt", 1, true, false, 0, false},
      {"slt_p1_rev_c0", slt_p1_rev_c0, "slt", 1, true, true, 0, true},
      {"slt_p1_rev_c0_plain", slt_p1_rev_c0_plain, "slt", 1, true, true, 0, false},
      {"slt_p1_rev_c1", slt_p1_rev_c1, "slt", 1, true, true, 1, true},
      {"slt_p1_rev_c1_plain", slt_p1_rev_c1_plain, "slt", 1, true, true, 1, false},
      {"sle_p1_fwd_lo", sle_p1_fwd_lo, "sle", 1, false, false, 0, true},
      {"sle_p1_fwd_lo_plain", sle_p1_fwd_lo_plain, "sle", 1, false, false, 0, false},
      {"sle_p1_fwd_c0", sle_p1_fwd_c0, "sle", 1, false, true, 0, true},
      {"sle_p1_fwd_c0_plain", sle_p1_fwd_c0_plain, "sle", 1, false, true, 0, false},
      {"sle_p1_fwd_c1", sle_p1_fwd_c1, "sle", 1, false, true, 1, true},
      {"sle_p1_fwd_c1_plain", sle_p1_fwd_c1_plain, "sle", 1, false, true, 1, false},
      {"sle_p1_rev_lo", sle_p1_rev_lo, "sle", 1, true, false, 0, true},
      {"sle_p1_rev_lo_plain", sle_p1_rev_lo_plain, "sle", 1, true, false, 0, false},
      {"sle_p1_rev_c0", sle_p1_rev_c0, "sle", 1, true, true, 0, true},
      {"sle_p1_rev_c0_plain", sle_p1_rev_c0_plain, "sle", 1, true, true, 0, false},
      {"sle_p1_rev_c1", sle_p1_rev_c1, "sle", 1, true, true, 1, true},
      {"sle_p1_rev_c1_plain", sle_p1_rev_c1_plain, "sle", 1, true, true, 1, false},
      {"ult_p1_fwd_lo", ult_p1_fwd_lo, "ult", 1, false, false, 0, true},
      {"ult_p1_fwd_lo_plain", ult_p1_fwd_lo_plain, "ult", 1, false, false, 0, false},
      {"ult_p1_fwd_c0", ult_p1_fwd_c0, "ult", 1, false, true, 0, true},
      {"ult_p1_fwd_c0_plain", ult_p1_fwd_c0_plain, "ult", 1, false, true, 0, false},
      {"ult_p1_fwd_c1", ult_p1_fwd_c1, "ult", 1, false, true, 1, true},
      {"ult_p1_fwd_c1_plain", ult_p1_fwd_c1_plain, "ult", 1, false, true, 1, false},
      {"ult_p1_rev_lo", ult_p1_rev_lo, "ult", 1, true, false, 0, true},
      {"ult_p1_rev_lo_plain", ult_p1_rev_lo_plain, "ult", 1, true, false, 0, false},
      {"ult_p1_rev_c0", ult_p1_rev_c0, "ult", 1, true, true, 0, true},
      {"ult_p1_rev_c0_plain", ult_p1_rev_c0_plain, "ult", 1, true, true, 0, false},
      {"ult_p1_rev_c1", ult_p1_rev_c1, "ult", 1, true, true, 1, true},
      {"ult_p1_rev_c1_plain", ult_p1_rev_c1_plain, "ult", 1, true, true, 1, false},
      {"ule_p1_fwd_lo", ule_p1_fwd_lo, "ule", 1, false, false, 0, true},
      {"ule_p1_fwd_lo_plain", ule_p1_fwd_lo_plain, "ule", 1, false, false, 0, false},
      {"ule_p1_rev_lo", ule_p1_rev_lo, "ule", 1, true, false, 0, true},
      {"ule_p1_rev_lo_plain", ule_p1_rev_lo_plain, "ule", 1, true, false, 0, false},
      {"sgt_m1_fwd_lo", sgt_m1_fwd_lo, "sgt", -1, false, false, 0, true},
      {"sgt_m1_fwd_lo_plain", sgt_m1_fwd_lo_plain, "sgt", -1, false, false, 0, false},
      {"sgt_m1_rev_lo", sgt_m1_rev_lo, "sgt", -1, true, false, 0, true},
      {"sgt_m1_rev_lo_plain", sgt_m1_rev_lo_plain, "sgt", -1, true, false, 0, false},
      {"sge_m1_fwd_lo", sge_m1_fwd_lo, "sge", -1, false, false, 0, true},
      {"sge_m1_fwd_lo_plain", sge_m1_fwd_lo_plain, "sge", -1, false, false, 0, false},
      {"sge_m1_rev_lo", sge_m1_rev_lo, "sge", -1, true, false, 0, true},
      {"sge_m1_rev_lo_plain", sge_m1_rev_lo_plain, "sge", -1, true, false, 0, false},
      {"ugt_m1_fwd_lo", ugt_m1_fwd_lo, "ugt", -1, false, false, 0, true},
      {"ugt_m1_fwd_lo_plain", ugt_m1_fwd_lo_plain, "ugt", -1, false, false, 0, false},
      {"ugt_m1_rev_lo", ugt_m1_rev_lo, "ugt", -1, true, false, 0, true},
      {"ugt_m1_rev_lo_plain", ugt_m1_rev_lo_plain, "ugt", -1, true, false, 0, false},
      {"uge_m1_fwd_lo", uge_m1_fwd_lo, "uge", -1, false, false, 0, true},
      {"uge_m1_fwd_lo_plain", uge_m1_fwd_lo_plain, "uge", -1, false, false, 0, false},
      {"uge_m1_rev_lo", uge_m1_rev_lo, "uge", -1, true, false, 0, true},
      {"uge_m1_rev_lo_plain", uge_m1_rev_lo_plain, "uge", -1, true, false, 0, false},
      {"slt_p3_fwd_lo", slt_p3_fwd_lo, "slt", 3, false, false, 0, true},
      {"slt_p3_fwd_lo_plain", slt_p3_fwd_lo_plain, "slt", 3, false, false, 0, false},
      {"slt_p3_rev_lo", slt_p3_rev_lo, "slt", 3, true, false, 0, true},
      {"slt_p3_rev_lo_plain", slt_p3_rev_lo_plain, "slt", 3, true, false, 0, false},
      {"sgt_m2_fwd_lo", sgt_m2_fwd_lo, "sgt", -2, false, false, 0, true},
      {"sgt_m2_fwd_lo_plain", sgt_m2_fwd_lo_plain, "sgt", -2, false, false, 0, false},
      {"sgt_m2_rev_lo", sgt_m2_rev_lo, "sgt", -2, true, false, 0, true},
      {"sgt_m2_rev_lo_plain", sgt_m2_rev_lo_plain, "sgt", -2, true, false, 0, false},
      {"ult_p3_fwd_lo", ult_p3_fwd_lo, "ult", 3, false, false, 0, true},
      {"ult_p3_fwd_lo_plain", ult_p3_fwd_lo_plain, "ult", 3, false, false, 0, false},
      {"ult_p3_rev_lo", ult_p3_rev_lo, "ult", 3, true, false, 0, true},
      {"ult_p3_rev_lo_plain", ult_p3_rev_lo_plain, "ult", 3, true, false, 0, false},
      {"ne_p1_fwd_lo", ne_p1_fwd_lo, "_ne", 1, false, false, 0, true},
      {"ne_p1_fwd_lo_plain", ne_p1_fwd_lo_plain, "_ne", 1, false, false, 0, false},
      {"ne_p1_rev_lo", ne_p1_rev_lo, "_ne", 1, true, false, 0, true},
      {"ne_p1_rev_lo_plain", ne_p1_rev_lo_plain, "_ne", 1, true, false, 0, false},
      {"ne_m1_fwd_lo", ne_m1_fwd_lo, "_ne", -1, false, false, 0, true},
      {"ne_m1_fwd_lo_plain", ne_m1_fwd_lo_plain, "_ne", -1, false, false, 0, false},
      {"ne_m1_rev_lo", ne_m1_rev_lo, "_ne", -1, true, false, 0, true},
      {"ne_m1_rev_lo_plain", ne_m1_rev_lo_plain, "_ne", -1, true, false, 0, false},
  };
  const int bounds[] = {0, 1, 2, 5, 6, 7, -1, -3, INT_MIN, INT_MIN + 2, INT_MAX, INT_MAX - 3};
  int failures = 0;
  for (const Case &c : cases)
    for (int lo : bounds)
      for (int hi : bounds) {
        const bool isUnsigned = c.predicate[0] == 'u';
        const int start = c.fixedStart ? c.start : lo;
        auto widen = [&](int v) { return isUnsigned ? static_cast<int64_t>(static_cast<uint32_t>(v)) : v; };
        if (c.predicate[0] == '_' && (c.step > 0 ? start > hi : start < hi))
          continue;
        std::vector<long> expected;
        bool tooLong = false;
        for (int64_t i = widen(start), t = 0; holds(c.predicate, i, widen(hi)); i += c.step, ++t) {
          tooLong = t > 20;
          // A loop that overflows has no meaning in the source.
          if (tooLong)
            break;
          expected.push_back(i);
          expected.push_back(t);
        }
        // The statement increments once more than it runs.
        const int64_t exit = widen(start) + static_cast<int64_t>(expected.size() / 2) * c.step;
        if (tooLong || (!isUnsigned && (exit > INT_MAX || exit < INT_MIN)) ||
            (isUnsigned && (exit < 0 || exit > UINT_MAX)))
          continue;
        std::vector<long> wanted;
        for (size_t k = 0; k < expected.size(); k += 2) {
          const size_t from = c.reversed ? expected.size() - 2 - k : k;
          wanted.push_back(expected[from]);
          if (c.iterations)
            wanted.push_back(expected[from + 1]);
        }
        std::vector<long> got(64, -77);
        got.resize(static_cast<size_t>(c.run(lo, hi, got.data())));
        if (got != wanted) {
          std::printf("%s(%d, %d) is wrong: %zu values, wanted %zu\n", c.name, lo, hi, got.size(), wanted.size());
          ++failures;
        }
      }
  return failures != 0;
}
