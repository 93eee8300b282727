// function: recursion_length
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Recursion
// construct: growing containers, whose exceptions are caught on the way

#include <stdexcept>
#include <vector>

static double spread(std::vector<double> v, int depth, std::vector<double> &log) {
  log.push_back(v.back() * 0.5);
  if (depth == 0)
    return v[0] * v.back();
  double s = 0.0;
  for (int i = 0; i < 3; i++)
    try {
      std::vector<double> part(static_cast<std::size_t>(depth - i), v[i % v.size()]);
      part.push_back(v.at(static_cast<std::size_t>(depth + i)) * 0.3);
      s += spread(part, depth - 1, log) * (1.0 + i);
    } catch (const std::length_error &) {
      s += log.back() * v[0];
    } catch (const std::out_of_range &) {
      s -= 0.1 * v.back() * v[0];
      log.push_back(s);
    }
  return s;
}

double recursion_length(const double *x, int n) {
  std::vector<double> log;
  double s = spread(std::vector<double>(x, x + n), 3, log);
  for (std::size_t i = 0; i < log.size(); i++)
    s += log[i] * 0.1 * (i % 3);
  return s;
}
