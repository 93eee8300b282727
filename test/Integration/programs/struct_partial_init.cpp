// covers: default member initialisers, partial and designated-free braces
// function: struct_partial_init
// signature: double(double,double)
// at: 1.3 0.7
// family: Structs
// construct: member functions, constructors, default member initializers, partial braces

struct Settings {
  double gain = 2.0;
  int repeat = 3;
  double offset = 0.25;
  double extra[2] = {0.5, 1.5};
};

double struct_partial_init(double x, double y) {
  Settings plain;
  Settings given{x};
  Settings full{y, 2, x * y, {x}};
  plain.extra[1] = y;
  double s = 0.0;
  for (int i = 0; i < given.repeat; i++)
    s += given.gain * full.offset + plain.gain * s;
  return s + full.extra[0] * full.extra[1] + full.gain + plain.extra[1] * plain.extra[0] + given.offset;
}
