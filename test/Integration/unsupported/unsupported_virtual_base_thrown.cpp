// function: unsupported_virtual_base_thrown
// signature: double(double,double)
// expect: refused costate-unsupported-virtual-base
// construct: exceptions of a class with virtual bases

struct Base {
  double value = 1.0;
};
struct Problem : virtual Base {};

double unsupported_virtual_base_thrown(double x, double y) {
  try {
    Problem problem;
    problem.value = x;
    throw problem;
  } catch (const Problem &problem) {
    return problem.value * y;
  }
}
