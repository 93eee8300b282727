// covers: structs with reference members, references to references, a view over a caller's array
// function: struct_reference_members
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Structs
// construct: reference members

struct View {
  double *data;
  int n;
  double &operator[](int i) const { return data[i < 0 ? i + n : i]; }
  View tail() const { return View{data + 1, n - 1}; }
};
struct Sum {
  double &into;
  const double &by;
  void add(double t) { into += t * by; }
};

double struct_reference_members(const double *x, int n) {
  double a[6], total = 0.0, weight = x[0];
  View v{a, n};
  for (int i = 0; i < n; i++)
    v[i] = x[i] * (i + 1);
  Sum sum{total, weight};
  for (View w = v; w.n > 0; w = w.tail()) {
    sum.add(w[0] * w[-1]);
    weight *= 0.5 + w[0];
    w[-1] += 0.1 * total;
  }
  double &same = sum.into;
  same *= weight;
  return total + v[-1];
}
