
int main() {
  Point q[3] = {{2.0, 1, nullptr}, {3.0, 2, nullptr}, {4.0, 4294967295u, nullptr}};
  q[0].next = &q[1];
  Point p = {1.0, 3, nullptr};
  const bool members_right = members(p, q) == 4.0 && p.x == 7.0 && p.n == 0;
  const double x[] = {1.0, 5.0};
  return members_right && make(2.5).x == 2.5 && heap(1, x) == 0.0 * 0.0 - 1.0 * x[0] ? 0 : 1;
}
