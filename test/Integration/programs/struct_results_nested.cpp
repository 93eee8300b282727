// covers: four levels of calls that return structs of results and write through several references to one object
// function: struct_results_nested
// signature: double(double,double)
// at: 1.3 0.7
// family: Structs
// construct: by value, by reference, by pointer, returned, nested, in arrays

struct Result {
  double value;
  bool ok;
  struct {
    double lo, hi;
  } range;
};

static void clampit(double &v, const double &lo, const double &hi) {
  if (v < lo)
    v = lo;
  else if (v > hi)
    v = hi;
}
static Result step(double v, double h) {
  Result r{v * h, v > 0.93 * h, {v - h, v + h}};
  clampit(r.value, r.range.lo, r.range.hi);
  if (!r.ok)
    return {h, true, {0.0, v}};
  return r;
}
static Result iterate(Result r, int n) {
  while (n--) {
    Result q = step(r.value, r.range.hi);
    if (q.ok && q.value > 5.3)
      return r;
    r.range.lo += q.range.lo * step(q.value, 0.5).value;
    r = n % 2 ? q : Result{q.value * 0.5, r.ok, r.range};
  }
  return r;
}

double struct_results_nested(double x, double y) {
  Result r = iterate(step(x, y), 4), s = iterate(iterate(step(y, x), 2), 3);
  return r.value * s.value + r.range.lo * s.range.hi + r.ok * x;
}
