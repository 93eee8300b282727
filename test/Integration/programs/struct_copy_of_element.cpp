// covers: copies of elements and of whole arrays within structs
// function: struct_copy_of_element
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Structs
// construct: copies and assignments of whole structs and of arrays in them; `p = f(p)`

struct Block {
  double v[4];
};

static Block doubled(Block b) {
  for (int i = 0; i < 4; i++)
    b.v[i] *= 2.0;
  return b;
}

double struct_copy_of_element(const double *x, int n) {
  Block b = {{0.0}};
  for (int i = 0; i < n && i < 4; i++)
    b.v[i] = x[i];
  Block c = doubled(b), d;
  d = b;
  b = c;
  c.v[0] = d.v[1] * b.v[2];
  double first = doubled(c).v[0];
  return first * b.v[0] + c.v[1] * d.v[3 % n] + b.v[1];
}
