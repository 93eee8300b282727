// covers: objects of 16 bytes, complex numbers and arrays of arrays, moved while other code holds an index; the size is a constant
// function: realloc_complex
// signature: double(double,double)
// at: 1.3 0.7
// family: Variables and memory
// construct: `realloc`, `reallocarray`: growing, shrinking, from null, of rows and of structs

#include <cstdlib>

struct Point {
  double x, y;
};

double realloc_complex(double x, double y) {
  Point *p = (Point *)std::malloc(sizeof(Point));
  p->x = x;
  p->y = y;
  p = (Point *)std::realloc(p, 3 * sizeof(Point));
  p[1] = {p[0].y, p[0].x};
  p[2] = {p[0].x * p[1].x, p[0].y};
  typedef double Row[3];
  Row *rows = (Row *)std::calloc(1, sizeof(Row));
  for (int i = 0; i < 3; i++)
    rows[0][i] = p[i].x * (i + 1);
  rows = (Row *)std::realloc(rows, 2 * sizeof(Row));
  for (int i = 0; i < 3; i++)
    rows[1][i] = rows[0][2 - i] * p[i].y;
  p = (Point *)std::realloc(p, sizeof(Point));
  double s = p->x * rows[1][0] + rows[1][1] * rows[1][2];
  std::free(rows);
  std::free(p);
  return s;
}
