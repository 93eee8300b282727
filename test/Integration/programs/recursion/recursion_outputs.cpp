// function: recursion_outputs
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.2 0.5
// family: Recursion
// construct: results through references, records by value and as result

struct Pair {
  double a, b;
};

static void split(double x, int n, double &low, double &high) {
  if (n == 0) {
    low = x;
    high = x * x;
    return;
  }
  double l, h;
  split(x * 0.5, n - 1, l, h);
  low = l + h;
  split(h, n - 1, high, l);
  high += l * low;
}

static Pair combine(Pair p, int n) {
  if (n == 0)
    return p;
  p.a *= p.b;
  Pair q = combine(p, n - 1);
  q.b += p.a * q.a;
  return {q.b, q.a + p.b};
}

double recursion_outputs(double x, double y) {
  double low, high;
  split(x, 3, low, high);
  Pair p = combine({low, y}, 3);
  return p.a * high + p.b;
}
