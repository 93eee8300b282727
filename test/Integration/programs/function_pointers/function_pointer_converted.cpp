// covers: function pointers through void pointers and other function types, and lambdas among them
// function: function_pointer_converted
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.2 2.0
// family: Function pointers
// construct: conversions between function pointers and `void *`

using Function = double (*)(double);
using Generic = void (*)();
static double square(double t) { return t * t; }
static double half(double t) { return 0.5 * t; }
template <class T> static T cube(T t) { return t * t * t; }

struct Registry {
  void *items[4];
  Generic others[2];
  int size = 0;
};

double function_pointer_converted(double x, double y) {
  Registry registry;
  registry.items[registry.size++] = reinterpret_cast<void *>(&square);
  registry.items[registry.size++] = (void *)half;
  registry.items[registry.size++] = reinterpret_cast<void *>(+[](double t) { return t + 1.0; });
  registry.others[0] = reinterpret_cast<Generic>(cube<double>);
  registry.others[1] = nullptr;
  double s = x;
  for (int i = 0; i < 6; i++)
    s = reinterpret_cast<Function>(registry.items[(i + (s > y)) % 3])(s) * 0.5 + y;
  Function third = reinterpret_cast<Function>(registry.others[0]);
  void *raw = reinterpret_cast<void *>(third);
  Function again = (Function)raw;
  double (&reference)(double) = *again;
  return s + third(y) + reference(x) + (registry.others[1] ? 1.0 : 0.0);
}
