// covers: C: _Complex parameters and results, I, creal and cimag, the functions of complex.h, parts as lvalues, ~
// function: c_complex
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.2 -1.7 0.8 1.2
// oracle: differences

#include <complex.h>
#include <math.h>

struct pole {
  double complex position;
  double strength;
};

static double complex field(double complex z, const struct pole *poles, int n) {
  double complex sum = 0.0;
  for (int i = 0; i < n; ++i) {
    double complex d = z - poles[i].position;
    sum += poles[i].strength / (d * d + 0.5);
  }
  return sum;
}

static void turn(double complex *z, double angle) {
  *z *= cexp(I * angle);
  __real__ *z += 1.0;
  __imag__ *z *= 2.0;
}

double c_complex(const double *x, int n) {
  struct pole poles[4];
  for (int i = 0; i < n; ++i)
    poles[i] = (struct pole){x[i] + x[(i + 1) % n] * I, 1.0 + 0.1 * i * x[i]};
  double complex z = CMPLX(x[0], x[1]), w = 2.0i * z;
  turn(&z, x[2]);
  w = ~w + conj(z) - -w;
  z = field(z, poles, n) * w;
  double complex power = cpow(z, 0.5 + 0.1 * I);
  if (z == w)
    return 0.0;
  return creal(z) + cimag(power) + cabs(w) * carg(z) + (double)(z / 2.0) + creal(clog(power + 3.0) * csqrt(w));
}
