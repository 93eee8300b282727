double black_box(double x, int k) {
  double p = 1.0;
  for (int i = 0; i < k; i++)
    p *= x;
  return p;
}
