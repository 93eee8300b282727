// covers: all 32 comparisons of AVX with NaN, blends, sums of neighbours, rounding, conversions out of range
// function: vector_avx_lanes
// signature: double(double,double)
// at: 1.3 0.8
// at: -2.4 4.25
// oracle: differences
// flags: -mavx2
// family: expressions
// construct: intrinsics: AVX comparisons, blends, horizontal sums, rounding, conversions to integers

#include <immintrin.h>

template <int predicate> static double compare(__m256d a, __m256d b, __m256d x, __m256d y) {
  __m256d mask = _mm256_cmp_pd(a, b, predicate);
  double lanes[4];
  _mm256_storeu_pd(lanes, _mm256_blendv_pd(x, y, mask));
  double sum = _mm256_movemask_pd(mask) * 0.01 * lanes[0];
  for (int i = 0; i < 4; i++)
    sum += lanes[i] * lanes[i] * (i + 1 + predicate);
  return sum;
}

template <int... predicates> struct Predicates {
  static double sum(__m256d a, __m256d b, __m256d x, __m256d y) {
    double all[] = {compare<predicates>(a, b, x, y)...};
    double sum = 0.0;
    for (double each : all)
      sum += each * 0.1;
    return sum;
  }
};
using All = Predicates<0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27,
                       28, 29, 30, 31>;

static double add(__m256d v) {
  double lanes[4];
  _mm256_storeu_pd(lanes, v);
  return lanes[0] + 2.0 * lanes[1] * lanes[3] - lanes[2];
}

static double integers(__m128i v) {
  int lanes[4];
  _mm_storeu_si128(reinterpret_cast<__m128i *>(lanes), v);
  return lanes[0] % 1000 + 2.0 * (lanes[1] % 1000) + 3.0 * (lanes[2] % 1000) + 4.0 * (lanes[3] % 1000);
}

double vector_avx_lanes(double x, double y) {
  const double nan = __builtin_nan("");
  __m256d first = _mm256_set_pd(x, y, x * y, x + y), second = _mm256_set_pd(y, 2.0 * x, x - y, y * y);
  double sum = All::sum(_mm256_set_pd(1.0, 2.0, nan, 3.0), _mm256_set_pd(2.0, 2.0, 1.0, 1.0), first, second);
  sum += All::sum(_mm256_set_pd(x, nan, y, 0.0), _mm256_set_pd(y, nan, x, -0.0), second, first);
  sum += add(_mm256_blend_pd(first, second, 0b0110));
  sum += add(_mm256_hadd_pd(first, second)) * add(_mm256_hsub_pd(second, first));
  sum += add(_mm256_addsub_pd(first, second)) + add(_mm256_permute_pd(first, 0b0110));
  sum += add(_mm256_add_pd(_mm256_floor_pd(first), second)) + add(_mm256_sub_pd(_mm256_ceil_pd(second), first));
  sum += add(_mm256_mul_pd(_mm256_round_pd(first, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC), second));
  sum += add(_mm256_mul_pd(_mm256_round_pd(second, _MM_FROUND_TO_ZERO | _MM_FROUND_NO_EXC), first));
  sum += add(_mm256_mul_pd(_mm256_round_pd(_mm256_set_pd(0.5, 1.5, -2.5, 3.49), _MM_FROUND_CUR_DIRECTION), first));
  sum += add(_mm256_sqrt_pd(_mm256_add_pd(_mm256_mul_pd(first, first), _mm256_set1_pd(1.0))));
  sum += x * integers(_mm256_cvtpd_epi32(_mm256_set_pd(1e10, nan, -2.5, 2147483646.5)));
  sum += y * integers(_mm256_cvttpd_epi32(_mm256_set_pd(-1e10, 2147483647.9, -2.7, 2.7)));
  __m256 f = _mm256_set_ps(8, 7, 6, 5, 4, 3, 2, 1);
  float lanes[8];
  _mm256_storeu_ps(lanes, _mm256_hadd_ps(_mm256_permute_ps(f, 0b00011011), _mm256_blend_ps(f, _mm256_mul_ps(f, f), 0xa5)));
  for (int i = 0; i < 8; i++)
    sum += lanes[i] * x * (i + 1) * 0.1;
  sum += integers(_mm256_extractf128_si256(_mm256_cvttps_epi32(_mm256_mul_ps(f, _mm256_set1_ps(1.7f))), 1)) * y;
  return sum;
}
