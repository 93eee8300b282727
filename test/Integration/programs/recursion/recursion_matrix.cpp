// function: recursion_matrix
// signature: double(const double*,int)
// at: 1.3 0.6 -0.4 2.2 0.3
// at: 0.5 0.4 0.3
// family: Recursion
// construct: blocked products in place: pointers with strides, local records of arrays

struct Block {
  double v[4][4];
};

static void multiply(double *c, const double *a, const double *b, int n, int stride) {
  if (n == 1) {
    *c += *a * *b;
    return;
  }
  int h = n / 2;
  for (int i = 0; i < 2; ++i)
    for (int j = 0; j < 2; ++j)
      for (int k = 0; k < 2; ++k)
        multiply(c + i * h * stride + j * h, a + i * h * stride + k * h,
                 b + k * h * stride + j * h, h, stride);
}

static Block power(const Block &a, int n) {
  Block result = {};
  if (n == 1)
    return a;
  Block half = power(a, n / 2);
  multiply(&result.v[0][0], &half.v[0][0], &half.v[0][0], 4, 4);
  if (n % 2) {
    Block odd = {};
    multiply(&odd.v[0][0], &result.v[0][0], &a.v[0][0], 4, 4);
    return odd;
  }
  return result;
}

double recursion_matrix(const double *x, int n) {
  Block a;
  for (int i = 0; i < 16; ++i)
    a.v[i / 4][i % 4] = 0.3 * x[i % n] + (i % 5 == 0);
  Block p = power(a, 5);
  double s = 0.0;
  for (int i = 0; i < 16; ++i)
    s += p.v[i / 4][i % 4] * (i + 1) * 0.1;
  return s;
}
