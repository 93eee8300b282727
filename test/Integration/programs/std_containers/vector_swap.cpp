// function: vector_swap
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::vector`: constructors, copies, moves, `assign`

#include <utility>
#include <vector>

double vector_swap(const double *x, int n) {
  std::vector<double> now(x, x + n), next(n);
  for (int step = 0; step < 6; step++) {
    for (int i = 0; i < n; i++)
      next[i] = 0.5 * now[i] + 0.25 * (now[(i + 1) % n] * now[(i + n - 1) % n]);
    if (step % 3 == 2)
      now.swap(next);
    else
      std::swap(now, next);
  }
  return now[0] + now[1] * next[0];
}
