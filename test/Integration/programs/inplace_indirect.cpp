// covers: overwriting through a permuted index, duplicates included
// function: inplace_indirect
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: values that are overwritten in place, read before and after, or only pass through

double inplace_indirect(const double *x, int n) {
  static const int index[8] = {2, 0, 3, 1, 2, 2, 0, 3};
  double a[4] = {0.0, 1.0, 2.0, 3.0};
  for (int i = 0; i < 8; i++)
    a[index[i]] = a[index[7 - i]] * x[index[i] % n] + x[i % n];
  return a[0] + a[1] * a[2] + a[3];
}
