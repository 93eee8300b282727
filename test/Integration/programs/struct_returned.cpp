// covers: structs returned by value, from several returns, and used as temporaries
// function: struct_returned
// signature: double(double,double)
// at: 1.3 0.7
// at: -1.3 0.7
// family: Structs
// construct: by value, by reference, by pointer, returned, nested, in arrays

struct Complex {
  double re, im;
};

static Complex multiply(Complex a, Complex b) {
  return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

static Complex reflect(Complex a) {
  if (a.re < 0.0) {
    Complex out;
    out.re = -a.re;
    out.im = a.im * 2.0;
    return out;
  }
  return a;
}

double struct_returned(double x, double y) {
  Complex z = {x, y};
  z = multiply(z, reflect(z));
  z = multiply(multiply(z, z), Complex{y, x});
  return multiply(z, {0.5, -0.25}).im + reflect(z).re;
}
