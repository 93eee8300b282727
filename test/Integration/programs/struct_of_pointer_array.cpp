// covers: a struct with an array of pointers, passed by value; the copy's pointers reach the caller's data
// function: struct_of_pointer_array
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.5
// family: Structs
// construct: members of mixed types: integers, `float`, `double`, pointers; padding

struct Batch {
  double *part[3];
  int length[3];
  double scale;
};

static double process(Batch b, double w) {
  double s = 0.0;
  for (int k = 0; k < 3; k++)
    while (b.length[k]-- > 0) {
      *b.part[k] *= w * b.scale;
      s += *b.part[k]++;
      b.scale *= 0.9;
    }
  return s * b.scale;
}

double struct_of_pointer_array(const double *x, int n) {
  double a[5], b[5], c[5];
  for (int i = 0; i < 5; i++) {
    a[i] = x[i % n];
    b[i] = x[i % n] * x[0];
    c[i] = 1.0 + i;
  }
  Batch batch{{a, b + 1, c}, {3, 4, 5}, x[1]};
  double s = process(batch, x[2]);
  Batch other = batch;
  other.part[0] = batch.part[2];
  double *t = other.part[1];
  other.part[1] = a + 1;
  other.part[2] = t;
  other.length[1] = 2;
  other.length[2] = 4;
  s += process(other, x[3] + batch.scale);
  for (int i = 0; i < 5; i++)
    s += a[i] * b[i] * c[i];
  return s;
}
