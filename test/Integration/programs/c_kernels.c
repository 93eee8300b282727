// covers: C: designated initialisers, compound literals, __restrict, struct assignment from a compound literal
// function: c_kernels
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Functions
// construct: C sources

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  double x, y, z;
} vec;
struct grid {
  int nx;
  double h;
  double *u;
  vec origin;
};

static vec cross(vec a, vec b) {
  return (vec){a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
static double norm(const vec *v) { return sqrt(v->x * v->x + v->y * v->y + v->z * v->z); }
static void relax(struct grid *__restrict g, const double *__restrict f, int sweeps) {
  while (sweeps--)
    for (int i = 1; i < g->nx - 1; ++i)
      g->u[i] = 0.5 * (g->u[i - 1] + g->u[i + 1] - g->h * g->h * f[i]);
}

double c_kernels(const double *x, int n) {
  struct grid g = {.nx = n, .h = x[0], .u = 0, .origin = {.x = 0.1, .y = x[1], .z = 0}};
  g.u = (double *)malloc(n * sizeof *g.u);
  memset(g.u, 0, n * sizeof *g.u);
  g.u[n - 1] = x[2];
  g.u[0] = x[3];
  relax(&g, x, 3);
  vec a = {x[0], x[1], g.u[1]}, b = (vec){.x = g.u[2], .y = 0, .z = 1.0};
  g.origin = cross(a, b);
  int big = norm(&g.origin) > 0.5;
  int k = 0;
  vec c = {a.x, b.x, g.origin.z};
  double s = big ? norm(&c) : a.x;
  do {
    s += g.u[k] * fabs(x[k]);
    if (k == 2 && s > 10)
      break;
  } while (++k < n);
  free(g.u);
  return s * norm(&g.origin);
}
