// function: member_pointers
// signature: double(double,double)
// at: 1.3 0.7
// family: Lambdas and callables
// construct: function pointers, tables of them, pointers to members

struct State {
  double position, velocity;
  double kinetic() const { return 0.5 * velocity * velocity; }
  double potential() const { return position * position; }
};

double member_pointers(double x, double y) {
  State s{x, y};
  double State::*members[] = {&State::position, &State::velocity};
  double (State::*energies[])() const = {&State::kinetic, &State::potential};
  for (int i = 0; i < 4; i++)
    s.*members[i % 2] += 0.1 * (s.*members[(i + 1) % 2]);
  State *p = &s;
  double total = 0.0;
  for (auto energy : energies)
    total += (p->*energy)() * (1.0 + total);
  return total;
}
