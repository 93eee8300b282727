// function: template_matrix_fixed
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Templates
// construct: class templates with values as arguments, friends, operators

template <int R, int C> struct Mat {
  double a[R][C] = {};
  double &operator()(int i, int j) { return a[i][j]; }
  double operator()(int i, int j) const { return a[i][j]; }
  static Mat identity() {
    Mat m;
    for (int i = 0; i < R && i < C; i++)
      m(i, i) = 1.0;
    return m;
  }
  friend Mat operator+(Mat l, const Mat &r) {
    for (int i = 0; i < R; i++)
      for (int j = 0; j < C; j++)
        l(i, j) += r(i, j);
    return l;
  }
};
template <int R, int K, int C> static Mat<R, C> operator*(const Mat<R, K> &l, const Mat<K, C> &r) {
  Mat<R, C> m;
  for (int i = 0; i < R; i++)
    for (int j = 0; j < C; j++)
      for (int k = 0; k < K; k++)
        m(i, j) += l(i, k) * r(k, j);
  return m;
}

double template_matrix_fixed(const double *x, int n) {
  Mat<2, 3> a;
  Mat<3, 2> b;
  for (int i = 0; i < 2; i++)
    for (int j = 0; j < 3; j++) {
      a(i, j) = x[(i + j) % n];
      b(j, i) = x[(i * j) % n] + i;
    }
  auto c = a * b + Mat<2, 2>::identity();
  return c(0, 0) * c(1, 1) - c(0, 1) * c(1, 0);
}
