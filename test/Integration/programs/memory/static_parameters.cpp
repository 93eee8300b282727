// covers: static scalars, structs and pointers that hand arguments to helpers; overwritten, read in loops
// function: static_parameters
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.5
// at: 0.6 -1.1
// family: Variables and memory
// construct: static variables that hand values from one function to another

struct Line {
  double slope, offset;
  int uses;
};

static Line line;
static const double *samples;
static int count;
static double scale;

static double at(double t) {
  line.uses++;
  return line.slope * t + line.offset;
}

static double term(int i) { return samples[i] * samples[count - 1 - i] * scale; }

static double integrate(double (*f)(double), int steps) {
  double s = 0.0;
  for (int i = 0; i < steps; i++) {
    s += f(0.5 * i) * scale;
    scale *= 0.9;
  }
  return s;
}

double static_parameters(const double *x, int n) {
  line.slope = x[0] * x[n - 1];
  line.offset = x[0];
  line.uses = 0;
  samples = x;
  count = n;
  scale = x[1] + 2.0;
  double s = integrate(at, 3);
  Line copy = line;
  line.offset = s;
  for (int i = 0; i < n; i++) {
    s += term(i);
    if (i % 2)
      scale = s * 0.1;
  }
  samples = &s;
  count = 1;
  return s + copy.offset * line.offset * copy.uses + term(0);
}
