// covers: packed and of the first lane, next to lanes that stay; a Newton step; second derivatives of the estimates
// function: vector_estimates
// signature: double(double,double)
// at: 1.3 0.8
// at: 2.4 4.25
// oracle: differences
// tolerance: 1e-2
// flags: -mavx
// family: expressions
// construct: intrinsics: estimates of reciprocals and of square roots

#include <immintrin.h>

static double add(__m128 v) {
  float lanes[4];
  _mm_storeu_ps(lanes, v);
  return static_cast<double>(lanes[0] + 2.0f * lanes[1] * lanes[3] - lanes[2]);
}

double vector_estimates(double x, double y) {
  float a = static_cast<float>(x), b = static_cast<float>(y);
  __m128 v = _mm_set_ps(a, b, a * b, a + b), r = _mm_rsqrt_ps(v), q = _mm_rcp_ps(v);
  __m128 three = _mm_set1_ps(3.0f), half = _mm_set1_ps(0.5f), two = _mm_set1_ps(2.0f);
  r = _mm_mul_ps(_mm_mul_ps(half, r), _mm_sub_ps(three, _mm_mul_ps(v, _mm_mul_ps(r, r))));
  q = _mm_mul_ps(q, _mm_sub_ps(two, _mm_mul_ps(v, q)));
  __m128 first = _mm_mul_ss(_mm_rsqrt_ss(v), _mm_rcp_ss(q));
  __m128 refined = _mm_mul_ss(_mm_mul_ss(half, _mm_rsqrt_ss(v)),
                              _mm_sub_ss(three, _mm_mul_ss(v, _mm_mul_ss(_mm_rsqrt_ss(v), _mm_rsqrt_ss(v)))));
  __m256 wide = _mm256_set_m128(v, q), root = _mm256_rsqrt_ps(wide), inverse = _mm256_rcp_ps(wide);
  root = _mm256_mul_ps(_mm256_mul_ps(_mm256_set1_ps(0.5f), root),
                       _mm256_sub_ps(_mm256_set1_ps(3.0f), _mm256_mul_ps(wide, _mm256_mul_ps(root, root))));
  inverse = _mm256_mul_ps(inverse, _mm256_sub_ps(_mm256_set1_ps(2.0f), _mm256_mul_ps(wide, inverse)));
  return add(r) * add(q) + add(refined) + 0.0 * add(first) + add(_mm256_extractf128_ps(root, 1)) * x +
         add(_mm256_castps256_ps128(inverse)) * y;
}
