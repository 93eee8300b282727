// covers: structs of 24 bytes that hold numbers and a pointer into each other's memory (blocks have room for parts of one more)
// function: realloc_structs
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// family: Variables and memory
// construct: `realloc`, `reallocarray`: growing, shrinking, from null, of rows and of structs

#include <cmath>
#include <cstdlib>

struct Item {
  int key;
  double value;
  double *shared;
};

double realloc_structs(const double *x, int n) {
  double *numbers = (double *)std::malloc(n * sizeof(double));
  for (int i = 0; i < n; i++)
    numbers[i] = std::exp(0.1 * x[i]);
  Item *items = nullptr;
  int used = 0;
  for (int i = 0; i < n; i++) {
    for (int k = 0; k < 1 + i % 2; k++) {
      Item *moved = (Item *)std::realloc(items, (used + 1) * sizeof(Item));
      items = moved;
      items[used] = Item{i, x[i] * (k + 1), &numbers[(i + k) % n]};
      used++;
    }
    Item &some = items[i];
    *some.shared *= some.value;
    some.value += *items[0].shared;
    some.shared = items[(i * 2) % used].shared;
  }
  items = (Item *)std::realloc(items, 2 * sizeof(Item));
  double s = numbers[0];
  for (int i = 0; i < 2; i++)
    s += items[i].value * *items[i].shared * (items[i].key + 1);
  std::free(items);
  std::free(numbers);
  return s;
}
