// covers: two pointers of one struct to overlapping parts of one array
// function: alias_two_views
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: aliasing below the boundary: two views of one array, one array passed twice, overlapping ranges

struct Views {
  double *low, *high;
};

double alias_two_views(const double *x, int n) {
  double data[16];
  for (int i = 0; i < n; i++)
    data[i] = x[i];
  Views v = {data, data + 1};
  for (int i = 0; i + 1 < n; i++) {
    v.high[i] += v.low[i] * v.low[i];
    v.low[i] *= 0.5 * v.high[i];
  }
  double s = 0.0;
  for (int i = 0; i < n; i++)
    s += data[i] * (i + 1);
  return s;
}
