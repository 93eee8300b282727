// function: unsupported_pointer_bytes
// signature: double(const double*,int)
// at: 1.3 0.7 0.2
// family: Variables and memory
// construct: pointers to numbers that are moved byte by byte
// expect: refused costate-reinterpreted-active

// Where the copy leads is not known: its derivative would be lost. (memcpy and assignment are fine.)
struct Record {
  double *place;
  int count;
};

double unsupported_pointer_bytes(const double *x, int n) {
  double number = x[0] * x[1];
  Record from = {&number, n}, to;
  const unsigned char *source = reinterpret_cast<const unsigned char *>(&from);
  unsigned char *target = reinterpret_cast<unsigned char *>(&to);
  for (unsigned i = 0; i < sizeof(Record); i++)
    target[i] = source[i];
  *to.place *= x[2];
  return number * to.count;
}
