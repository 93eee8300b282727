double model(double a, const double *x, int n);
#define POWER(x) ((x) * (x))
