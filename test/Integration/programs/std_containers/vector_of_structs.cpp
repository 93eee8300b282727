// function: vector_of_structs
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::vector` of vectors, of structs, of pairs

#include <vector>

struct Particle {
  double position, velocity;
  int hits = 0;
  void advance(double dt) { position += dt * velocity; }
};

double vector_of_structs(const double *x, int n) {
  std::vector<Particle> particles;
  for (int i = 0; i + 1 < n; i += 2)
    particles.push_back({x[i], x[i + 1]});
  particles.push_back(particles[0]);
  for (int step = 0; step < 12; step++)
    for (Particle &p : particles) {
      p.velocity -= 0.1 * p.position;
      p.advance(0.1);
      if (p.position > 1.0) {
        p.velocity *= -0.9;
        p.hits++;
      }
    }
  double energy = 0.0;
  for (const Particle &p : particles)
    energy += (0.5 + 0.01 * p.hits) * p.velocity * p.velocity + p.position * p.position;
  return energy;
}
