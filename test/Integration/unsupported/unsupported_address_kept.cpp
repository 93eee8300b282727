// function: unsupported_address_kept
// signature: double(double,double)
// expect: refused costate-unsupported-pointer-integer-cast
// construct: pointers that are made from integers kept in memory

struct Relative {
  long distance; // from where it stands
  double value;
  double *get() { return reinterpret_cast<double *>(reinterpret_cast<long>(this) + distance); }
};

double unsupported_address_kept(double x, double y) {
  Relative links[3] = {};
  double target = y;
  for (int i = 0; i < 3; i++)
    links[i].distance = reinterpret_cast<long>(&target) - reinterpret_cast<long>(&links[i]);
  double sum = 0.0;
  for (int i = 0; i < 3; i++) {
    *links[i].get() *= x;
    sum += target;
  }
  return sum;
}
