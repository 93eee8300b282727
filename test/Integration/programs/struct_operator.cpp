// covers: aggregates initialised from an overloaded operator of free functions
// function: struct_operator
// signature: double(double,double)
// at: 1.3 0.7
// family: Structs
// construct: operators (free and member), user-written copies and conversions, call operators

struct Vec {
  double x, y, z;
};

static Vec operator+(const Vec &a, const Vec &b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
static Vec operator*(double s, const Vec &v) { return {s * v.x, s * v.y, s * v.z}; }
static double operator*(const Vec &a, const Vec &b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
static Vec &operator+=(Vec &a, const Vec &b) {
  a.x += b.x;
  a.y += b.y;
  a.z += b.z;
  return a;
}

double struct_operator(double x, double y) {
  Vec a = {x, y, 1.0}, b = a + 2.0 * a;
  Vec c = x * a + y * b;
  c += b += a;
  return c * b + (a + c) * a;
}
