// covers: float variables between doubles
// function: float_locals
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.5 2.0
// tolerance: 1e-5
// family: Types and conversions
// construct: `double`, `float`, both in one expression

double float_locals(double x, double y) {
  float a = (float)x;
  float b = static_cast<float>(y) * 2.0f;
  float c = a * b + 1.0f;
  c += a;
  c *= 0.5f;
  double d = c * y + a;
  return d * d;
}
