// function: unsupported_recursive_small_numbers
// wrt: x,y
// family: Refused on purpose
// construct: pointers that a recursive function keeps where its caller hides numbers smaller than a pointer
// expect: refused costate-ambiguous-storage

union Slot {
  float *place;
  alignas(8) unsigned char raw[8];
};

static float put(Slot *slot, float *place, float value, int n) {
  if (n == 0)
    return value;
  slot->place = place;
  float seen = *slot->place * value;
  return put(slot, place, seen, n - 1) + seen;
}

double unsupported_recursive_small_numbers(double x, double y) {
  Slot slot;
  float numbers[2] = {static_cast<float>(x), static_cast<float>(y)}, s = 0.0f;
  for (int i = 0; i < 3; i++) {
    float *raw = reinterpret_cast<float *>(slot.raw);
    raw[0] = numbers[0] * i;
    raw[1] = numbers[1] + i;
    s += raw[0] * raw[1];
    s += put(&slot, numbers + i % 2, s, 2);
  }
  return s;
}
