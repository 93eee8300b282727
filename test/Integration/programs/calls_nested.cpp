// covers: calls in arguments of calls, the same function at several depths
// function: calls_nested
// signature: double(double,double)
// at: 1.3 0.7
// family: Functions
// construct: calls at any depth to functions defined in the translation unit

#include <cmath>

static double leaf(double a, double b) { return std::sin(a) * b + a; }
static double branch(double a, double b) { return leaf(leaf(a, b), leaf(b, a)) + b; }
static double trunk(double a, double b) { return branch(branch(a, 1.0), leaf(a, branch(b, a))); }

double calls_nested(double x, double y) { return trunk(x, y) + branch(leaf(y, y), x); }
