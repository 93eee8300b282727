// covers: sinf, expf, sqrtf and std:: overloads for float
// function: float_functions
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.4 1.1
// tolerance: 1e-5
// family: Types and conversions
// construct: `double`, `float`, both in one expression

#include <cmath>

static float half_wave(float t) { return std::sin(t) * expf(-t * t); }

double float_functions(double x, double y) {
  float a = half_wave((float)x), b = sqrtf((float)(y * y) + 1.0f);
  return std::pow(a * b, 2.0f) + std::fmax(a, b) * x;
}
