// covers: functional, C and static casts between all arithmetic types
// function: cast_kinds
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.2 3.9
// family: Types and conversions
// construct: casts in C style, functional and `static_cast` between arithmetic types

double cast_kinds(double x, double y) {
  char c = 3;
  unsigned char b = (unsigned char)250;
  short h = (short)-7;
  unsigned long ul = 5ul;
  bool t = true;
  double s = double(c) * x + static_cast<double>(b) * y * 0.01 + (double)h;
  s += x * ul + y * t + double(int(y)) * x + (x + 1.0) * (signed char)-2;
  s -= (double)(x > y) * x;
  return s * double(3 / 2) + x * (3 / 2.0);
}
