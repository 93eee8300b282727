// covers: a member function that calls itself through a pointer to it, exits from the middle of loops
// function: member_pointer_recursive
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.2 1.7
// family: Lambdas and callables
// construct: recursion through pointers to member functions

struct Walker;
using Step = double (Walker::*)(double, int);
struct Walker {
  double scale;
  Step next = nullptr;
  double left(double t, int depth) {
    if (depth == 0)
      return t * scale;
    Step other = depth % 2 ? next : &Walker::right;
    return t + (this->*other)(t * scale, depth - 1);
  }
  double right(double t, int depth) {
    scale += 0.1 * t;
    for (int i = 0; i < depth; i++) {
      if (i == 2)
        return t * t;
      t += 0.5 * (this->*next)(t, depth - 1 - i);
    }
    return t;
  }
};

double member_pointer_recursive(double x, double y) {
  Walker walker{y};
  walker.next = x > 1.0 ? &Walker::left : &Walker::right;
  return (walker.*walker.next)(x, 4) + walker.scale * x;
}
