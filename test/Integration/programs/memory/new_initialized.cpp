// covers: new[] with initializers of fewer, all and more elements than known, of structs, in braces and zeroed
// function: new_initialized
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.5
// at: 0.6 -1.1
// standard: c++20
// family: Variables and memory
// construct: `new[]` with initializers

struct Item {
  double value = 0.5;
  double weight = value * 2.0;
  int n = 1;
};

double new_initialized(const double *x, int n) {
  double *some = new double[n + 1]{x[0], x[1]};
  double *all = new double[]{x[0], x[1] * x[0], 3.0};
  double *none = new double[n]();
  Item *items = new Item[3]{{x[0]}, {x[1], x[0], 4}};
  Item *defaults = new Item[n];
  Item *one = new Item{x[1]};
  double(*rows)[2] = new double[n][2]{{x[0], 1.0}, {x[1]}};
  double s = 0.0;
  for (int i = 0; i <= n; i++)
    some[i] = some[i] * x[0] + (i ? some[i - 1] : x[1]);
  for (int i = 0; i < n; i++) {
    none[i] += some[i] * all[i % 3] + rows[i][0] * rows[i][1];
    defaults[i].value *= none[i];
    s += none[i] + defaults[i].value * defaults[i].weight;
  }
  for (int i = 0; i < 3; i++)
    s += items[i].value * items[i].weight * items[i].n;
  s *= one->value + one->weight;
  delete[] rows;
  delete one;
  delete[] defaults;
  delete[] items;
  delete[] none;
  delete[] all;
  delete[] some;
  return s;
}
