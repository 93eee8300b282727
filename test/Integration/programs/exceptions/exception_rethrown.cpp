// function: exception_rethrown
// signature: double(double,double)
// at: 1.3 0.7
// family: Exceptions
// construct: nested handlers, rethrow, `catch (...)`, several handlers

#include <stdexcept>

static double risky(double x, int kind) {
  switch (kind) {
  case 0: return x * x;
  case 1: throw std::out_of_range("range");
  case 2: throw 3;
  default: throw x;
  }
}
static double handled(double x, int kind, double &log) {
  try {
    try {
      return risky(x, kind);
    } catch (const std::logic_error &) {
      log += x;
      throw;
    } catch (int code) {
      log *= code;
      return log;
    }
  } catch (const std::exception &) {
    return log * x;
  } catch (...) {
    log -= 0.5 * x;
  }
  return x;
}

double exception_rethrown(double x, double y) {
  double log = y, s = 0.0;
  for (int i = 0; i < 8; i++)
    s += handled(x + i * y, i % 4, log) * (1.0 + i);
  return s * log;
}
