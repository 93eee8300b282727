// covers: an array of float, float accumulation of mixed precision
// function: float_arrays
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// at: 0.1 0.2 0.3 0.4 0.5
// tolerance: 1e-5
// family: Types and conversions
// construct: `double`, `float`, both in one expression

double float_arrays(const double *x, int n) {
  float t[8] = {0.0f};
  for (int i = 0; i < n && i < 8; i++)
    t[i] = (float)(x[i] * x[i]);
  float s = 0.0f;
  for (int i = 1; i < n; i++) {
    s += t[i] * t[i - 1];
    t[i] += 0.25f * t[i - 1];
  }
  return (double)s + t[n - 1] * x[0];
}
