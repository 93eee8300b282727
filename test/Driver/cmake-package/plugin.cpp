#include "model.h"
#include <cmath>
#include <costate/costate.hpp>

double square(double x) { return SCALE * POWER(x); }

int main() { return !(std::fabs(costate::gradient<square>(2.0) - 12) < 1e-12); }
