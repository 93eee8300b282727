// function: recursion_determinant
// signature: double(const double*,int)
// at: 1.3 0.6 -0.4 2.2 0.3 1.1 0.9 -0.7 0.2 1.6 -1.2 0.8 0.5 1.4 0.1 -0.3
// family: Recursion
// construct: a determinant by minors: two-dimensional local arrays

static double determinant(const double m[4][4], int n) {
  if (n == 1)
    return m[0][0];
  double d = 0.0, sign = 1.0;
  for (int c = 0; c < n; ++c, sign = -sign) {
    double minor[4][4];
    for (int i = 1; i < n; ++i)
      for (int j = 0, k = 0; j < n; ++j)
        if (j != c)
          minor[i - 1][k++] = m[i][j];
    d += sign * m[0][c] * determinant(minor, n - 1);
  }
  return d;
}

double recursion_determinant(const double *x, int n) {
  double m[4][4];
  for (int i = 0; i < 16; ++i)
    m[i / 4][i % 4] = x[i % n] * (i + 1);
  return determinant(m, 4) + determinant(m, 3);
}
