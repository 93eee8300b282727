// covers: unions copied through memory where nobody looks at their members
// function: union_chain_copied
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 1.9
// family: Classes
// construct: unions that are copied as a whole

union Cell {
  double d;
  int i;
};
struct Tagged {
  int kind;
  Cell c;
};

double union_chain_copied(double x, double y) {
  Tagged a[3], b[3], c[3], d[3];
  for (int i = 0; i < 3; i++) {
    if (i == 1) {
      a[i].kind = 0;
      a[i].c.i = 5;
    } else {
      a[i].kind = 1;
      a[i].c.d = x * y + i;
    }
  }
  for (int i = 0; i < 3; i++)
    b[i] = a[i];
  for (int i = 0; i < 3; i++)
    c[i] = b[i];
  for (int i = 0; i < 3; i++)
    d[i] = c[2 - i];
  double s = 0;
  for (int i = 0; i < 3; i++)
    s += d[i].kind ? d[i].c.d * (i + 1) : d[i].c.i * x;
  return s;
}
