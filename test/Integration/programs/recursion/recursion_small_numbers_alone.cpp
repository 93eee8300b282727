// function: recursion_small_numbers_alone
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// tolerance: 1e-5
// family: Recursion
// construct: numbers smaller than a pointer in raw storage that never holds a pointer

#include <map>
#include <new>

struct Slot {
  alignas(float) unsigned char bytes[3 * sizeof(float)];
};

struct Holder {
  Slot slot;
  float *last;
};

static float fill(Holder &holder, std::map<int, float> &known, float t, int depth) {
  if (depth == 0)
    return t;
  float *numbers = new (holder.slot.bytes) float[3];
  numbers[0] = t;
  numbers[2] = numbers[0] * t;
  holder.last = numbers + depth % 2 * 2;
  *holder.last *= 0.5f;
  float inner = fill(holder, known, numbers[0] + numbers[2], depth - 1);
  known[depth] = inner * t;
  holder.last = &known[depth];
  *holder.last += t;
  return inner + (known.count(depth + 1) ? known[depth + 1] : *holder.last);
}

double recursion_small_numbers_alone(const double *x, int) {
  Holder holder;
  std::map<int, float> known;
  known[3] = static_cast<float>(x[2]);
  float sum = fill(holder, known, static_cast<float>(x[0]), 3) * static_cast<float>(x[1]);
  for (const auto &entry : known)
    sum += entry.second * entry.first;
  return sum;
}
