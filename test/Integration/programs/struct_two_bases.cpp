// covers: two base classes, a pointer to the second base, slicing, members of bases modified through them
// function: struct_two_bases
// signature: double(double,double)
// at: 1.3 0.7
// family: Structs
// construct: base classes without virtual functions, also several

struct Left {
  double a;
  int n = 2;
};
struct Right {
  double b, c = 0.5;
  void scale(double s) { b *= s; c += b; }
};
struct Both : Left, Right {
  double d;
};

static double use(Right *r, double x) {
  for (int i = 0; i < 3; i++)
    r->scale(x);
  return r->b * r->c;
}

double struct_two_bases(double x, double y) {
  Both v{};
  v.a = x * y;
  v.b = y;
  v.d = x;
  Right sliced = v;
  double s = use(&v, x);
  Left &left = v;
  left.a += v.b * sliced.b;
  sliced.scale(v.a);
  Both w = v;
  static_cast<Right &>(w).c = s;
  return w.c * w.a + v.c * v.d + sliced.b + sliced.c * w.n;
}
