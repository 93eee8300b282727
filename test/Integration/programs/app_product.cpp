// covers: Speelpenning's product, with a zero factor
// function: app_product
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 1.3 0.0 -0.4 2.2
// family: Whole programs
// construct: Speelpenning's product, with a zero factor

double app_product(const double *x, int n) {
  double p = 1.0;
  for (int i = 0; i < n; i++)
    p *= x[i];
  return p;
}
