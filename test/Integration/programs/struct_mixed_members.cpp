// covers: a struct with char, short, float, bool and double members, copied by assignment and in arrays
// function: struct_mixed_members
// signature: double(double,double)
// at: 1.3 0.7
// tolerance: 1e-5
// second: no
// family: Structs
// construct: members of mixed types: integers, `float`, `double`, pointers; padding

struct Mixed {
  char c;
  double d;
  short s;
  float f;
  bool on;
  double tail[2];
};

double struct_mixed_members(double x, double y) {
  Mixed m[3] = {{'a', x, 3, (float)y, true, {x, y}}, {}, {'q', y, -2, 1.5f, false, {y, x * y}}};
  for (int i = 0; i < 4; i++) {
    m[1] = m[i % 3];
    m[1].d += m[2].f * m[1].c;
    m[i % 2 * 2].f = (float)(m[1].d * 0.01);
    m[1].on = !m[1].on;
    m[2].tail[i % 2] *= m[1].on ? m[0].tail[1] : (double)m[0].f;
  }
  return m[0].d * m[1].d + m[2].tail[0] + m[2].tail[1] * m[1].s + m[0].f + m[2].f;
}
