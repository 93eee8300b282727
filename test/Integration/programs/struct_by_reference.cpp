// covers: structs by reference and pointer, members by reference
// function: struct_by_reference
// signature: double(double,double)
// at: 1.3 0.7
// family: Structs
// construct: by value, by reference, by pointer, returned, nested, in arrays

struct Particle {
  double position[2];
  double velocity;
  int steps;
};

static void scale(double &value, double factor) { value *= factor; }

static void move(Particle &p, double dt) {
  p.position[0] += p.velocity * dt;
  p.position[1] -= p.position[0] * dt;
  scale(p.velocity, 1.0 - dt * p.position[1]);
  ++p.steps;
}

double struct_by_reference(double x, double y) {
  Particle p = {{x, y}, x * y, 0};
  for (int i = 0; i < 4; i++)
    move(p, 0.1);
  double &v = p.velocity;
  const Particle &seen = p;
  v += y;
  return p.position[0] * p.position[1] + seen.velocity * p.steps;
}
