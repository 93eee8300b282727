// covers: element loops that read what an earlier iteration wrote, in both directions, and copies between overlapping rows
// function: inplace_overlapping_rows
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.5
// family: Variables and memory
// construct: aliasing below the boundary: two views of one array, one array passed twice, overlapping ranges

double inplace_overlapping_rows(const double *x, int n) {
  double a[24];
  for (int i = 0; i < 24; i++)
    a[i] = x[i % n] * (i + 1) * 0.1;
  double *row = a + 3;
  for (int i = 0; i < 12; i++)
    row[i] = a[i] * 0.9;
  for (int i = 12; i > 0; i--)
    a[i] = row[i + 1] * a[i - 1];
  for (int i = 2; i < 20; i += 3) {
    a[i] += a[i + 1] * a[i - 2];
    a[i + 1] = a[i];
    row[i] -= a[i + 3] * a[i];
  }
  double s = 0.0;
  for (int i = 0; i < 24; i++)
    s += a[i] * a[23 - i];
  return s;
}
