// covers: dynamic_cast down, across and to void from and to virtual bases, typeid, covariant and null pointers, members that refer to virtual bases
// function: virtual_base_queries
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// unity: no
// family: Classes
// construct: virtual bases

#include <typeinfo>

namespace vb_queries {

struct Port {
  virtual ~Port() = default;
  virtual double read() const = 0;
};
struct Sensor : virtual Port {
  double gain;
  explicit Sensor(double g) : gain(g) {}
  double read() const override { return gain; }
};
struct Knob {
  double angle = 0.5;
  virtual void turn(double by) { angle += by; }
  virtual ~Knob() = default;
};
struct Valve : Knob, virtual Port {
  double flow;
  explicit Valve(double f) : flow(f) {}
  double read() const override { return flow * angle; }
};
struct Device : Sensor, Valve {
  double both;
  Device(double g, double f) : Sensor(g), Valve(f), both(g * f) {}
  double read() const override { return Sensor::read() * both + Valve::read(); }
  void turn(double by) override { Knob::turn(by * gain); }
};
struct Watch {
  const Port &port;
  Sensor *sensor;
  double look() const { return port.read() * (sensor ? sensor->gain : 0.25); }
};

static double visit(Port *p, double x) {
  if (!p)
    return 0.1;
  double s = p->read();
  if (Knob *k = dynamic_cast<Knob *>(p)) {
    k->turn(x);
    s += p->read();
  }
  Sensor *sensor = dynamic_cast<Sensor *>(p);
  if (sensor)
    sensor->gain *= x;
  if (typeid(*p) == typeid(Device))
    s *= static_cast<const Sensor &>(dynamic_cast<Device &>(*p)).gain;
  Port *same = sensor;
  Watch watch{*p, sensor};
  return s + watch.look() + (same == p) + (dynamic_cast<void *>(p) == p);
}

} // namespace vb_queries

using namespace vb_queries;

double virtual_base_queries(const double *x, int n) {
  Sensor sensor(x[0]);
  Valve valve(x[1]);
  Device device(x[2], x[0] * x[1]);
  Port *ports[4] = {&sensor, &valve, &device, nullptr};
  double s = 0.0;
  for (int i = 0; i < 2 * n; i++)
    s = 0.7 * s + visit(ports[i % 4], x[i % n]);
  Knob *knob = &device;
  Port *across = dynamic_cast<Port *>(knob);
  s += across->read() * dynamic_cast<Sensor *>(knob)->gain;
  return s + (n > 2 ? static_cast<Port &>(valve) : static_cast<Port &>(sensor)).read();
}
