// covers: float and double in one expression; float promotes
// function: mixed_precision
// signature: double(double,double)
// at: 1.3 0.7
// tolerance: 1e-5
// family: Types and conversions
// construct: `double`, `float`, both in one expression

double mixed_precision(double x, double y) {
  float weights[3] = {0.5f, 1.25f, -2.0f};
  double s = 0.0;
  for (int i = 0; i < 3; i++)
    s += weights[i] * x * (i + y);
  float narrowed = (float)(s * 0.125);
  return narrowed * x + s;
}
