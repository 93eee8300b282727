// covers: pointers into an array that is overwritten in place
// function: ptr_into_overwritten_array
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// family: Variables and memory
// construct: pointers to const, results through pointers, pointers into what is overwritten

double ptr_into_overwritten_array(const double *x, int n) {
  double s[16];
  for (int i = 0; i < n; i++)
    s[i] = x[i];
  double *hidden = s, total = 0.0;
  for (int step = 0; step < 3; step++) {
    for (int i = 0; i < n; i++) {
      double *left = &s[(i + n - 1) % n];
      hidden = &s[i];
      *hidden = *hidden * *left + 0.3 * *hidden;
    }
    total += *hidden;
    hidden = s;
  }
  return total * *hidden;
}
