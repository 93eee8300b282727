// covers: enumerators as indices, factors and bounds
// function: enum_constants
// signature: double(double,double)
// at: 1.3 0.7
// family: Types and conversions
// construct: enums, scoped and not

enum { Px, Py, Pz, Dim };
enum Weight : int { Small = 2, Large = 40 };

double enum_constants(double x, double y) {
  double p[Dim] = {x, y, 0.0};
  p[Pz] = p[Px] * p[Py];
  double s = 0.0;
  for (int i = Px; i < Dim; ++i)
    s += p[i] * Small;
  Weight w = x > 1.0 ? Large : Small;
  return s + w * p[Pz] * 0.1 + (w == Large ? x : y);
}
