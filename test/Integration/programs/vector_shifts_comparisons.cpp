// function: vector_shifts_comparisons
// signature: double(double,double)
// at: 1.3 0.7
// at: -2.5 4.0
// oracle: differences
// family: expressions
// construct: intrinsics: negated and unordered comparisons, shifts of lanes

// `nlt` holds for NaN where `ge` does not; a shift by the width or more leaves nothing.
#include <emmintrin.h>

static double select(__m128d mask, double x, double y) {
  __m128d lanes = _mm_or_pd(_mm_and_pd(mask, _mm_set1_pd(1.0)), _mm_andnot_pd(mask, _mm_set1_pd(0.0)));
  double chosen[2];
  _mm_storeu_pd(chosen, lanes);
  return (chosen[0] == 1.0 ? x : y) + (chosen[1] == 1.0 ? 0.5 * x : 0.25 * y);
}

static int shifted(int count) {
  __m128i bits = _mm_set_epi64x(0x7ff0, -16);
  __m128i left = _mm_slli_epi64(bits, count), right = _mm_srli_epi64(bits, count);
  long long lanes[4];
  _mm_storeu_si128(reinterpret_cast<__m128i *>(lanes), left);
  _mm_storeu_si128(reinterpret_cast<__m128i *>(lanes + 2), right);
  int words[4];
  _mm_storeu_si128(reinterpret_cast<__m128i *>(words), _mm_srai_epi32(_mm_set_epi32(-8, 8, -1, 1), count));
  return static_cast<int>((lanes[0] & 7) + (lanes[1] & 31) + (lanes[2] >> 60) + lanes[3] % 13) + words[3];
}

double vector_shifts_comparisons(double x, double y) {
  const __m128d nan = _mm_set1_pd(__builtin_nan(""));
  const __m128d one = _mm_set_pd(2.0, 1.0), two = _mm_set_pd(1.0, 2.0);
  double sum = 0.0;
  sum += select(_mm_cmpnlt_pd(one, two), x, y * y);
  sum += select(_mm_cmpnlt_pd(one, nan), x * y, y) * 2.0;
  sum += select(_mm_cmpnle_pd(two, one), x, y) * 3.0;
  sum += select(_mm_cmpord_pd(one, nan), x * x, y) * 5.0;
  sum += select(_mm_cmpunord_pd(one, nan), x, y) * 7.0;
  const int counts[] = {1, 31, 62, 64, 70};
  for (int count : counts)
    sum += x * shifted(count) * 0.01;
  return sum;
}
