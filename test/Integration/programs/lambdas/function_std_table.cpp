// covers: std::function objects in arrays that are rotated, with captures by value, by reference and none
// function: function_std_table
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// family: Lambdas and callables
// unity: no
// construct: `std::function` objects in an array, rotated and replaced

#include <algorithm>
#include <functional>

static double halve(double t) { return 0.5 * t; }

double function_std_table(const double *x, int n) {
  double memory = 0.2, total = 0.0;
  std::function<double(double)> table[4];
  for (int i = 0; i < 4; i++) {
    const double a = x[i % n];
    switch (i) {
    case 0:
      table[i] = [a, &memory](double t) { return memory += 0.1 * a * t; };
      break;
    case 1:
      table[i] = [a, i](double t) { return a * t + i; };
      break;
    case 2:
      table[i] = halve;
      break;
    default:
      table[i] = [a, b = a * a, c = 2.0 * a](double t) { return a + b * t + c * t * t; };
    }
  }
  for (int k = 0; k < 6; k++) {
    std::rotate(table, table + 1 + k % 2, table + 4);
    total += table[0](x[k % n]) * 0.3;
    if (k == 3)
      table[1] = [f = table[2], total](double t) { return f(t) + total * t; };
    if (k == 4)
      std::swap(table[0], table[3]);
  }
  const double last = table[1](total);
  return total + memory * last;
}
