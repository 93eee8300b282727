// covers: static scratch struct
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_static_scratch_struct
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9

#include <utility>

struct Grid {
  int nx, ny;
  double *data;
  Grid(int nx, int ny) : nx(nx), ny(ny), data(new double[nx * ny]()) {}
  Grid(const Grid &o) : Grid(o.nx, o.ny) {
    for (int i = 0; i < nx * ny; ++i)
      data[i] = o.data[i];
  }
  Grid &operator=(Grid o) {
    std::swap(data, o.data);
    std::swap(nx, o.nx);
    std::swap(ny, o.ny);
    return *this;
  }
  ~Grid() { delete[] data; }
  double &operator()(int i, int j) { return data[((i + nx) % nx) * ny + (j + ny) % ny]; }
};
double alias_static_scratch_struct(const double *x, int n) {
  Grid g(2, n), h(n, 2);
  for (int i = 0; i < n; ++i) {
    g(0, i) = x[i];
    g(1, i) = x[n - 1 - i];
    h(i, 0) = 1.0;
  }
  for (int t = 0; t < 3; ++t) {
    Grid next = g;
    for (int i = 0; i < 2; ++i)
      for (int j = 0; j < n; ++j)
        next(i, j) += 0.1 * (g(i, j - 1) * g(i - 1, j + 1) - g(i, j));
    if (t == 1) {
      h = next;
      g = h;
    } else
      std::swap(g, next);
    if (t == 2)
      g = g;
  }
  return g(0, 1) * h(1, 2) + g(1, 0);
}
