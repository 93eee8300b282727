// function: range_for_custom
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.3
// family: Classes
// construct: range-for over classes with iterators and sentinels

struct Grid {
  const double *x;
  int n;
  struct Iterator {
    const double *at;
    double scale;
    double operator*() const { return *at * scale; }
    Iterator &operator++() {
      ++at, scale *= 0.5;
      return *this;
    }
    bool operator!=(const Iterator &o) const { return at != o.at; }
  };
  Iterator begin() const { return {x, 1.0}; }
  Iterator end() const { return {x + n, 0.0}; }
};
struct Countdown {
  double value;
  struct Sentinel {};
  Countdown begin() const { return *this; }
  Sentinel end() const { return {}; }
  double operator*() const { return value; }
  void operator++() { value -= 0.5; }
  bool operator!=(Sentinel) const { return value > 0.0; }
};

double range_for_custom(const double *x, int n) {
  double s = 0.0;
  for (double e : Grid{x, n})
    s = s * 0.3 + e * e;
  for (auto &&e : Countdown{x[0] + x[3]})
    s += e * x[1];
  return s;
}
