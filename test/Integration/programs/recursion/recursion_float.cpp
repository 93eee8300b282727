// function: recursion_float
// signature: double(double,double)
// at: 1.25 0.75
// at: 0.5 2.5
// tolerance: 1e-5
// family: Recursion
// construct: float and double, int and bool in one frame

static float mix(float x, double y, unsigned n, bool flip, short k) {
  if (n == 0u)
    return flip ? static_cast<float>(y) : x * k;
  double inner = mix(x * 0.5f, y + x, n - 1u, !flip, static_cast<short>(k + 1));
  if (inner > 40.0)
    return static_cast<float>(inner * 0.125);
  return static_cast<float>(inner * y) + (flip ? x : x * x);
}

double recursion_float(double x, double y) {
  return mix(static_cast<float>(x), y, 5u, true, -2) * y + mix(static_cast<float>(y), x, 2u, false, 3);
}
