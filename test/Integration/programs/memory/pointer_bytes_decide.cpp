// function: pointer_bytes_decide
// signature: double(const double*,int)
// at: 1.3 0.7 0.2
// family: Variables and memory
// construct: bytes of a pointer that only decide something

// The bytes are not those of the same address in every run: what they decide must not matter.
static unsigned hash(const unsigned char *bytes, unsigned size) {
  unsigned h = 0;
  for (unsigned i = 0; i < size; i++)
    h = h * 31 + bytes[i];
  return h;
}

struct Record {
  double *place;
  int count;
};

double pointer_bytes_decide(const double *x, int n) {
  double number = x[0] * x[1];
  Record record = {&number, n}, copy = record;
  unsigned h = hash(reinterpret_cast<const unsigned char *>(&record.place), sizeof record.place);
  double table[2] = {number, number};
  *copy.place *= x[2];
  return table[h & 1] * number * copy.count;
}
