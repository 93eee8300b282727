// Objects as arguments and results: the derivative of a T is a T.
//
// RUN: %clangxx -std=c++17 -Wall -Wextra -Wpedantic -Werror -fplugin=%costate_plugin -I %source_dir/include -O0 %s -o %t && %t
// RUN: %clangxx -std=c++20 -Wall -Wextra -Werror -fplugin=%costate_plugin -I %source_dir/include -O2 %s -o %t.O2 && %t.O2
// RUN: %costate build %s -o %t.o
// RUN: %gxx -std=c++17 -Wall -Wextra -Wpedantic -Werror -I %source_dir/include -O2 %s %t.o -o %t.gxx && %t.gxx
#include "Inputs/check.h"
#include <array>
#include <complex>
#include <costate/costate.hpp>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

struct Point {
  double x, y;
  int id;
};
/// Numbers that only its own members see, on the heap and inside.
class Matrix {
public:
  Matrix(int n, double diagonal) : n(n), cached(0), data(new double[n * n]) {
    for (int i = 0; i < n * n; i++)
      data[i] = i % (n + 1) == 0 ? diagonal : 0;
  }
  Matrix(const Matrix &other) : n(other.n), cached(other.cached), data(new double[n * n]) {
    for (int i = 0; i < n * n; i++)
      data[i] = other.data[i];
  }
  // What is remembered is not copied.
  Matrix &operator=(const Matrix &other) {
    for (int i = 0; i < n * n; i++)
      data[i] = other.data[i];
    return *this;
  }
  ~Matrix() { delete[] data; }
  double &operator()(int i, int j) { return data[i * n + j]; }
  double operator()(int i, int j) const { return data[i * n + j]; }
  double getCached() const { return cached; }
  void remember(double value) { cached = value; }

private:
  int n;
  double cached;
  double *data;
};
struct Network {
  std::string name;
  std::vector<std::vector<double>> layers;
  std::array<Point, 2> ends;
  double loss(double x) const { return layers[1][0] * x * x + ends[1].y * x; }
  double train(double x) {
    ends[0].x += x * ends[1].y;
    return ends[0].x * ends[0].x;
  }
  virtual ~Network() = default;
};
/// Text next to numbers, and what a member owns.
struct Layer {
  double weights[1];
  double bias;
};
struct Deep {
  std::string name;
  std::vector<Layer> layers;
  const int fixed = 3;
  double run(double x) const {
    for (const Layer &layer : layers)
      x = layer.weights[0] * x + layer.bias;
    return x * 12;
  }
};
struct Plain {
  double gain, offset;
  double at(double x) const &noexcept { return gain * x * x + offset; }
  Point both(double x) const { return {gain * x, offset * x * x, 1}; }
  double sum(Point p, const std::vector<double> &v) { return gain * p.x * p.y * v[0]; }
};

double by_value(Point p) {
  p.x *= p.x;
  return p.x * p.y;
}
double by_rvalue(Point &&p, double &&s) { return p.x * p.x * s; }
double by_reference(const Point &p, const std::string &text) { return p.x * text.size(); }
double nested(std::vector<std::vector<double>> rows) {
  double sum = 0;
  for (auto &row : rows)
    for (auto &x : row)
      sum += (x *= x) * row[0];
  return sum;
}
double trace(const Matrix &m) { return m(0, 0) * m(0, 0) + m(0, 1) * m(1, 0) * m.getCached(); }
double parts(const std::pair<double, Point> &a, std::tuple<int, std::vector<double>, float> b) {
  return a.first * a.second.y * std::get<0>(b) * std::get<1>(b)[1] * std::get<2>(b);
}
double modulus(std::complex<double> z) { return std::norm(z); }
std::complex<double> square(std::complex<double> z) { return z * z; }
std::vector<double> scaled(const std::vector<double> &x, double s) {
  std::vector<double> y;
  for (double z : x)
    y.push_back(s * z * z);
  return y;
}
Point turned(Point p, double c) { return {c * p.x - p.y, p.x * p.y, 3}; }
std::pair<double, std::vector<double>> paired(double x) { return {x * x, {x, x * x * x}}; }
double deep(const Deep &d, double x) { return d.run(x); }
double whole(const Network &n, double x) { return n.loss(x); }
double integers(const std::vector<int> &n, double x) { return n[0] * x; }
const double &larger(const double &x, const double &y) { return x < y ? y : x; }

int main() {
  Point p{2, 3, 7};
  Point d = costate::gradient<by_value>(p);
  CHECK(near(d.x, 12) && near(d.y, 4) && d.id == 7 && near(p.x, 2));
  auto [rp, rs] = costate::gradient<by_rvalue>(Point{2, 3, 1}, 4.0);
  CHECK(near(rp.x, 16) && near(rp.y, 0) && near(rs, 4));
  auto text = costate::gradient<by_reference>(p, "four");
  CHECK(near(text.x, 4) && near(text.y, 0));
  Point place{100, 100, 0};
  costate::gradient<by_value>(costate::wrt(p, place));
  CHECK(near(place.x, 112) && near(place.y, 104));

  auto rows = costate::gradient<nested>(std::vector<std::vector<double>>{{2, 3}, {5}, {}});
  CHECK(rows.size() == 3 && rows[2].empty() && near(rows[1][0], 500));
  CHECK(near(rows[0][0], 4 * 8 + 2 * 2 * 9) && near(rows[0][1], 6 * 4));

  Matrix m(2, 3);
  m(0, 1) = 5, m(1, 0) = 7, m.remember(2);
  Matrix mb = costate::gradient<trace>(m);
  CHECK(near(mb(0, 0), 6) && near(mb(0, 1), 14) && near(mb(1, 0), 10) && near(mb(1, 1), 0));
  CHECK(near(mb.getCached(), 35) && near(m(0, 1), 5) && near(m.getCached(), 2));

  auto [a, b] = costate::gradient<parts>(std::make_pair(2.0, p),
                                         std::make_tuple(2, std::vector<double>{1, 5}, 3.0f));
  CHECK(near(a.first, 90) && near(a.second.y, 60) && near(a.second.x, 0) && a.second.id == 7);
  CHECK(std::get<0>(b) == 2 && near(std::get<1>(b)[1], 36) && near(std::get<2>(b), 60));
  CHECK(near(costate::gradient<integers>(std::vector<int>{4}, 2.0), 4));
  auto [first, second] = costate::gradient<larger>(1.0, 2.0);
  CHECK(near(first, 0) && near(second, 1));

  std::complex<double> z(1, 2), one(1, 0);
  auto zb = costate::gradient<modulus>(z);
  CHECK(near(zb.real(), 2) && near(zb.imag(), 4));
  zb = costate::vjp<square>(one, z);
  CHECK(near(zb.real(), 2) && near(zb.imag(), -4));
  auto [zz, zd] = costate::jvp<square>(costate::wrt(z, one));
  CHECK(near(zz.real(), -3) && near(zz.imag(), 4) && near(zd.real(), 2) && near(zd.imag(), 4));

  std::vector<double> v{1, 2, 3};
  auto [vb, sb] = costate::vjp<scaled>(std::vector<double>{1, 10, 100}, v, 2.0);
  CHECK(near(vb[0], 4) && near(vb[1], 80) && near(vb[2], 1200) && near(sb, 941));
  auto [w, wd] = costate::jvp<scaled>(costate::wrt(v, std::vector<double>{1, 0, 1}), 2.0);
  CHECK(near(w[2], 18) && near(wd[0], 4) && near(wd[1], 0) && near(wd[2], 12));
  auto [tp, tc] = costate::vjp<turned>(Point{1, 10, 0}, p, 5.0);
  CHECK(near(tp.x, 35) && near(tp.y, 19) && near(tc, 2));
  auto [tv, td] = costate::jvp<turned>(costate::wrt(p, Point{1, 1, 0}), 5.0);
  CHECK(near(tv.x, 7) && tv.id == 3 && near(td.x, 4) && near(td.y, 5));
  auto [pv, pd] = costate::jvp<paired>(costate::wrt(2.0, 1.0));
  CHECK(near(pv.second[1], 8) && near(pd.first, 4) && near(pd.second[1], 12));
  std::pair<double, std::vector<double>> pair_seed{1, {10, 100}};
  CHECK(near(costate::vjp<paired>(pair_seed, 2.0), 4 + 10 + 1200));
  auto hv = costate::hvp<nested>(costate::wrt(std::vector<std::vector<double>>{{2}, {5}},
                                              std::vector<std::vector<double>>{{1}, {0}}));
  CHECK(near(hv[0][0], 48) && near(hv[1][0], 0));
  Point ph = costate::hvp<by_value>(costate::wrt(p, Point{1, 0, 0}));
  CHECK(near(ph.x, 6) && near(ph.y, 4));

  // Member functions: the object is constant unless it is marked.
  Plain plain{3, 4};
  CHECK(near(costate::gradient<&Plain::at>(plain, 2.0), 12));
  CHECK(near(costate::gradient<&Plain::at>(Plain{1, 1}, 2.0), 4));
  Plain pb = costate::gradient<&Plain::at>(costate::wrt(plain), 2.0);
  CHECK(near(pb.gain, 4) && near(pb.offset, 1));
  auto [pg, xg] = costate::gradient<&Plain::at>(costate::wrt(plain), costate::wrt(2.0));
  CHECK(near(pg.gain, 4) && near(xg, 12));
  auto [mv, mg] = costate::value_and_gradient<&Plain::at>(plain, 2.0);
  CHECK(near(mv, 16) && near(mg, 12));
  auto [jv, jd] = costate::jvp<&Plain::both>(plain, costate::wrt(2.0, 1.0));
  CHECK(near(jv.x, 6) && near(jd.x, 3) && near(jd.y, 16));
  CHECK(near(costate::vjp<&Plain::both>(Point{1, 1, 0}, plain, 2.0), 19));
  CHECK(near(costate::hvp<&Plain::at>(plain, costate::wrt(2.0, 1.0)), 6));
  auto [sp, sv] = costate::gradient<&Plain::sum>(plain, p, std::vector<double>{2});
  CHECK(near(sp.x, 18) && near(sp.y, 12) && near(sv[0], 18));
  Deep d2;
  d2.name = "a name that is too long for the object itself";
  d2.layers = {Layer{{2}, 3}, Layer{{4}, 5}};
  auto [db, dx] = costate::gradient<deep>(d2, 1.0);
  CHECK(near(dx, 4 * 2 * 12) && near(db.layers[0].weights[0], 48) && near(db.layers[1].bias, 12));
  CHECK(db.name == d2.name && near(d2.layers[0].weights[0], 2));
  Deep whole_bar = costate::gradient<&Deep::run>(costate::wrt(d2), 1.0);
  CHECK(near(whole_bar.layers[1].weights[0], 60) && near(whole_bar.layers[0].bias, 48));

  // Virtual functions do not keep an object from being given a place.
  Network network;
  network.name = "a name that is too long for the object itself";
  network.layers = {{1}, {2}};
  network.ends = {{{1, 2, 3}, {4, 5, 6}}};
  CHECK(near(costate::gradient<whole>(network, 3.0), 17));
  Network nb = network;
  nb.layers = {{0}, {0}};
  nb.ends = {};
  costate::gradient<whole>(costate::wrt(network, nb), 3.0);
  CHECK(near(nb.layers[1][0], 9) && near(nb.ends[1].y, 3) && nb.name == network.name);
  nb.ends = {};
  CHECK(
      near(costate::gradient<&Network::train>(costate::wrt(network, nb), costate::wrt(2.0)), 110));
  CHECK(near(network.ends[0].x, 11) && near(nb.ends[0].x, 22) && near(nb.ends[1].y, 44));
  return 0;
}
