// covers: user-written copy constructor, assignment and conversion operators, operator[] and operator()
// function: struct_user_copy
// signature: double(double,double)
// at: 1.3 0.7
// family: Structs
// construct: operators (free and member), user-written copies and conversions, call operators

struct Value {
  double v[3];
  int writes;
  Value(double a, double b) : v{a, b, a * b}, writes(0) {}
  Value(const Value &o) : v{o.v[2], o.v[1], o.v[0]}, writes(o.writes + 1) {}
  Value &operator=(const Value &o) {
    for (int i = 0; i < 3; i++)
      v[i] = 0.5 * v[i] + o.v[(i + 1) % 3];
    writes += 10 + o.writes;
    return *this;
  }
  double &operator[](int i) { ++writes; return v[i]; }
  double operator()(double t) const { return v[0] + t * (v[1] + t * v[2]); }
  explicit operator double() const { return v[0] * v[1] * v[2]; }
  Value &add(double t) { v[1] += t; return *this; }
};

static double by_value(Value a) {
  a[0] *= a[1];
  return a(0.3) + a.writes;
}

double struct_user_copy(double x, double y) {
  Value a(x, y), b = a;
  b = a = b;
  a[1] = b[2] = a[0] * b[1];
  a.add(x).add(y * y)[2] += 1.0;
  double s = by_value(a) + by_value(b) + (double)a;
  a = a;
  return s * a(x) + a.writes * y;
}
