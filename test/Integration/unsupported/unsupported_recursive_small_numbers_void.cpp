// function: unsupported_recursive_small_numbers_void
// wrt: x,y
// family: Refused on purpose
// construct: a pointer put through void * where a caller keeps small numbers
// expect: refused costate-ambiguous-storage

struct Slot {
  alignas(8) unsigned char raw[8];
};

static void put(void *slot, float *place, int n) {
  if (n > 0)
    return put(slot, place, n - 1);
  *static_cast<float **>(slot) = place;
}

static float use(Slot *slot, float value, int n) {
  float *numbers = reinterpret_cast<float *>(slot->raw);
  numbers[0] = value;
  numbers[1] = numbers[0] * value;
  float seen = numbers[0] + numbers[1];
  return n > 0 ? use(slot, seen, n - 1) * numbers[1] : seen;
}

double unsupported_recursive_small_numbers_void(double x, double y) {
  Slot slot;
  float number = static_cast<float>(x), s = static_cast<float>(y);
  for (int i = 0; i < 3; i++) {
    put(slot.raw, &number, i);
    **reinterpret_cast<float **>(slot.raw) *= s;
    s += use(&slot, number, 2);
  }
  return s * number;
}
