// function: alias_opaque_global
// signature: double(const double*,int)
// at: 0.7 -0.4 1.2
// at: -0.3 0.9 0.5 0.2
// unity: no
// family: Variables and memory
// construct: a global variable that a function without derivatives changes between reads

// What the reverse sweep needs of `opaque_phase` cannot be read again: the function that is not looked into has
// changed it since.
#include <cmath>

int opaque_phase = 1;
double opaque_gain[2] = {0.5, 1.5};

[[costate::inactive]] void opaque_advance(int step) {
  opaque_phase += step;
  opaque_gain[opaque_phase & 1] += 0.25;
}

double alias_opaque_global(const double *x, int n) {
  opaque_phase = 1;
  opaque_gain[0] = 0.5;
  opaque_gain[1] = 1.5;
  double s = 1.0;
  for (int i = 0; i < n; ++i) {
    s *= std::sin(x[i] * opaque_phase) + opaque_gain[i & 1];
    opaque_advance(i + 1);
    if (opaque_phase > 3)
      s += x[0] * opaque_gain[1] * s;
  }
  return s;
}
