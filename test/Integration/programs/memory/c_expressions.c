// covers: compound literals, designators of members, statement expressions, case ranges, elvis, comma, void pointers
// function: c_expressions
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: C and extensions
// construct: compound literals, designators of members, statement expressions, case ranges, `?:` without a middle

#include <stddef.h>
#include <string.h>

struct Point {
  double x, y;
  struct {
    double w;
    int tag;
  } inner;
};

static double norm(const struct Point *p) { return p->x * p->x + p->y * p->inner.w; }

static double norm_of(struct Point p) { return norm(&p) * p.inner.tag; }

static double classify(int n, double v) {
  switch (n) {
  case 0 ... 2:
    v *= 2.0;
  case 3:
    return v * v;
  case 4 ... 9:
    v += n;
    break;
  default:
    return -v;
  }
  return v;
}

double c_expressions(const double *x, int n) {
  double s = norm_of((struct Point){.x = x[0], .y = x[1], .inner = {.w = x[2], .tag = 1}});
  struct Point points[3] = {{x[1], x[2]}, {.x = x[0], .inner = {.w = x[3]}}};
  points[2] = (struct Point){x[3], x[0] * x[1], {x[2], 3}};
  for (int i = 0; i < 3; i++)
    s += norm(points + i) * (points[i].inner.tag ?: 5);
  double values[4] = {x[0], x[1] * x[2], 0.0, x[3]};
  values[2] = s;
  s += ({
    double t = values[1] * values[3];
    for (int i = 0; i < 2; i++)
      t *= values[0];
    t + values[2];
  });
  for (int i = 0; i < 12; i += 2)
    s += classify(i, x[i % n]) * 0.1;
  void *raw = points;
  struct Point *third = (struct Point *)((char *)raw + 2 * sizeof(struct Point));
  s += third->x * third->y;
  double a = 1.0, b = 2.0;
  a = b = s, a *= x[0];
  return a + b * x[1];
}
