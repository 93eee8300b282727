// covers: numbers in a shared virtual base, overriders on both sides, objects behind unique_ptr to the virtual base, calls in loops
// function: virtual_base_diamond
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// unity: no
// family: Classes
// construct: virtual bases

#include <cmath>
#include <memory>
#include <vector>

namespace vb_diamond {

struct Material {
  double stiffness;
  int calls = 0;
  explicit Material(double k) : stiffness(k) {}
  virtual ~Material() {}
  virtual double energy(double u) {
    calls++;
    return 0.5 * stiffness * u * u;
  }
  double twice(double u) { return energy(u) + energy(2.0 * u); }
};
struct Damped : virtual Material {
  double damping;
  Damped(double k, double d) : Material(k), damping(d) {}
  double energy(double u) override { return Material::energy(u) * std::exp(-damping * u); }
  virtual double loss(double u) { return damping * stiffness * u; }
};
struct Heated : virtual Material {
  double heat;
  Heated(double k, double h) : Material(k), heat(h) {}
  virtual double loss(double u) { return heat * u * u + stiffness; }
};
struct Both : Damped, Heated {
  double extra[2];
  Both(double k, double d, double h) : Material(k * d), Damped(k, d), Heated(k, h), extra{k, h} {
    stiffness += extra[0] * heat;
  }
  double loss(double u) override { return Damped::loss(u) * extra[1] + Heated::loss(u); }
};

static void stiffen(Material &m, double by) { m.stiffness *= by; }

} // namespace vb_diamond

using namespace vb_diamond;

double virtual_base_diamond(const double *x, int n) {
  std::vector<std::unique_ptr<Material>> all;
  std::vector<Heated *> hot;
  for (int i = 0; i < n; i++) {
    if (i % 3 == 0)
      all.push_back(std::make_unique<Damped>(x[i], 0.3));
    else if (i % 3 == 1) {
      auto both = std::make_unique<Both>(x[i], 0.2 * x[i], x[0]);
      hot.push_back(both.get());
      all.push_back(std::move(both));
    } else {
      auto heated = std::make_unique<Heated>(x[i] * x[i], x[i - 1]);
      hot.push_back(heated.get());
      all.push_back(std::move(heated));
    }
  }
  double s = 0.0;
  for (int i = 0; i < n; i++) {
    stiffen(*all[i], x[(i + 1) % n]);
    s += all[i]->twice(0.1 * x[i]) * (all[i]->calls + 1);
  }
  for (Heated *h : hot) {
    h->stiffness *= 1.1;
    s += h->loss(s * 0.01) * h->energy(0.2);
  }
  return s;
}
