// function: template_units
// signature: double(double,double)
// at: 1.3 0.7
// oracle: differences
// family: Templates
// construct: `if constexpr`, traits, SFINAE, tag dispatch

template <int Metre, int Second> struct Quantity {
  double value;
  explicit constexpr Quantity(double v) : value(v) {}
  Quantity operator+(Quantity o) const { return Quantity(value + o.value); }
  template <int M, int S> Quantity<Metre + M, Second + S> operator*(Quantity<M, S> o) const {
    return Quantity<Metre + M, Second + S>(value * o.value);
  }
  template <int M, int S> Quantity<Metre - M, Second - S> operator/(Quantity<M, S> o) const {
    return Quantity<Metre - M, Second - S>(value / o.value);
  }
};
using Length = Quantity<1, 0>;
using Time = Quantity<0, 1>;
constexpr Length operator""_m(long double v) { return Length(static_cast<double>(v)); }

double template_units(double x, double y) {
  Length l = Length(x) + 2.5_m;
  Time t(y);
  auto speed = l / t;
  auto energy = speed * speed;
  for (int i = 0; i < 3; i++)
    energy = energy + speed * speed * (Time(x) / t);
  return energy.value;
}
