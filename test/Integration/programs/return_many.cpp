// covers: several returns, one of them before anything happened
// function: return_many
// signature: double(double,double)
// at: 1.3 0.7
// at: -1.3 0.7
// at: 0.5 -0.7
// at: 20.0 0.7
// family: Statements
// construct: `return` anywhere: in loops, in `switch`, in `void` callees

double return_many(double x, double y) {
  if (x < 0.0)
    return y;
  double z = x * y;
  if (y < 0.0) {
    z += x;
    return z * z;
  }
  if (x > 10.0)
    return 3.0;
  return z + x;
}
