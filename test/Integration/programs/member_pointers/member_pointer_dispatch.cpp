// covers: tables of pointers to members that data index, modified in place through them
// function: member_pointer_dispatch
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: -2.0 0.1 3.0
// family: Lambdas and callables
// construct: function pointers, tables of them, pointers to members

struct Machine {
  double a = 0.0, b = 1.0, stack[4] = {};
  int top = 0;
  void push(double x) { stack[top++ & 3] = x; }
  void add(double x) { a += x * b; }
  void multiply(double x) { b *= x, a -= b; }
  void swap(double) {
    double t = a;
    a = b + stack[0];
    b = t;
  }
};
using Operation = void (Machine::*)(double);
struct Entry {
  Operation run;
  double Machine::*target;
  double gain;
};
static constexpr Entry table[] = {{&Machine::push, &Machine::a, 1.0},
                                  {&Machine::add, &Machine::b, 2.0},
                                  {&Machine::multiply, &Machine::a, 0.5},
                                  {nullptr, nullptr, 4.0},
                                  {&Machine::swap, &Machine::b, -1.0}};

double member_pointer_dispatch(const double *x, int n) {
  Machine machine;
  Machine *p = &machine;
  for (int i = 0; i < 3 * n; i++) {
    const Entry &entry = table[(i * 7 + (x[i % n] > 0.5)) % 5];
    if (entry.run)
      (p->*entry.run)(x[i % n]);
    if (entry.target != nullptr)
      p->*entry.target += entry.gain * x[(i + 1) % n] * machine.a;
    else
      machine.b *= 0.5;
    if (entry.run == &Machine::swap)
      machine.stack[1] += machine.a * x[0];
  }
  return machine.a * machine.b + machine.stack[0] + machine.stack[1];
}
