// covers: C: _Complex parameters and results, imaginary literals, builtins, parts as lvalues, ~
// family: Complex numbers
// construct: `_Complex` in C
// function: c_complex
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.2 -1.7 0.8 1.2
// oracle: differences

#include <math.h>

struct pole {
  _Complex double position;
  double strength;
};

static _Complex double imaginary(double y) {
  _Complex double z = 0.0;
  __imag__ z = y;
  return z;
}

static _Complex double field(_Complex double z, const struct pole *poles, int n) {
  _Complex double sum = 0.0;
  for (int i = 0; i < n; ++i) {
    _Complex double d = z - poles[i].position;
    sum += poles[i].strength / (d * d + 0.5);
  }
  return sum;
}

static void turn(_Complex double *z, double angle) {
  *z *= __builtin_cexp(imaginary(angle));
  __real__ *z += 1.0;
  __imag__ *z *= 2.0;
}

double c_complex(const double *x, int n) {
  struct pole poles[4];
  for (int i = 0; i < n; ++i)
    poles[i] = (struct pole){x[i] + imaginary(x[(i + 1) % n]), 1.0 + 0.1 * i * x[i]};
  _Complex double z = x[0] + imaginary(x[1]), w = imaginary(2.0) * z;
  turn(&z, x[2]);
  w = ~w + __builtin_conj(z) - -w;
  z = field(z, poles, n) * w;
  _Complex double power = __builtin_cpow(z, 0.5 + imaginary(0.1));
  if (z == w)
    return 0.0;
  return __builtin_creal(z) + __builtin_cimag(power) + __builtin_cabs(w) * __builtin_carg(z) + __real__(z / 2.0) + __builtin_creal(__builtin_clog(power + 3.0) * __builtin_csqrt(w));
}
