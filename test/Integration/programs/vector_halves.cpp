// function: vector_halves
// signature: double(double,double)
// at: 1.3 0.7
// at: -2.5 4.0
// oracle: differences
// family: expressions
// construct: intrinsics: halves of wide vectors, taken out, put in and mixed
#include <immintrin.h>

__attribute__((target("avx"))) double vector_halves(double x, double y) {
  __m256d wide = _mm256_set_pd(x * y, y, x, 2.0 * x);
  __m128d low = _mm256_extractf128_pd(wide, 0), high = _mm256_extractf128_pd(wide, 1);
  wide = _mm256_insertf128_pd(wide, _mm_mul_pd(low, high), 1);
  wide = _mm256_insertf128_pd(wide, high, 0); // what was read before
  __m256d other = _mm256_set_pd(y, x + y, x - y, x);
  __m256d mixed = _mm256_shuffle_pd(wide, other, 0b0110);
  wide = _mm256_add_pd(wide, _mm256_permute2f128_pd(mixed, other, 0x21));
  wide = _mm256_sub_pd(wide, _mm256_permute2f128_pd(other, mixed, 0x13));
  double lanes[4];
  _mm256_storeu_pd(lanes, wide);
  float parts[4];
  _mm_storeu_ps(parts, _mm256_extractf128_ps(_mm256_set_ps(8, 7, 6, 5, 4, 3, 2, 1), 1));
  __m256 eight = _mm256_set_ps(8, 7, 6, 5, 4, 3, 2, 1);
  float shuffled[8];
  _mm256_storeu_ps(shuffled, _mm256_shuffle_ps(eight, _mm256_mul_ps(eight, eight), 0b11100100 ^ 0b01000001));
  for (int i = 0; i < 8; ++i)
    x += shuffled[i] * y * (i + 1);
  return lanes[0] * lanes[1] + lanes[2] - x * lanes[3] + parts[0] * y - parts[3] * x;
}
