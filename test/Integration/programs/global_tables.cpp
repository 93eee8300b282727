// covers: global constant tables, constexpr values, a static local table
// function: global_tables
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// at: 0.2 0.1 0.5 0.9 0.3
// family: Variables and memory
// construct: constants and tables in globals and `static` locals, string literals

const double global_table[4] = {0.5, 1.5, -2.0, 3.0};
static const int global_order[] = {3, 1, 0, 2};
constexpr double global_rate = 0.125;
static const struct {
  double scale;
  int shift;
} global_rule[2] = {{2.0, 1}, {0.5, 2}};

double global_tables(const double *x, int n) {
  static const double local_table[2][2] = {{1.0, 2.0}, {3.0, 4.0}};
  double s = 0.0;
  for (int i = 0; i < n; i++) {
    s += x[i] * global_table[global_order[i % 4]] * local_table[i % 2][(i / 2) % 2];
    s += global_rule[i % 2].scale * x[(i + global_rule[i % 2].shift) % n] * s * global_rate;
  }
  return s;
}
