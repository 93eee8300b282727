// covers: heap reuse
// family: Variables and memory
// construct: hard aliasing: references into containers, swapped owners, reused storage, early exits from half-done updates
// function: alias_heap_reuse
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9

struct Item {
  double v;
  int k;
  double w[2];
};
double alias_heap_reuse(const double *x, int n) {
  double s = 0;
  Item *kept = nullptr;
  for (int i = 1; i <= n; ++i) {
    Item *items = new Item[i];
    for (int j = 0; j < i; ++j)
      items[j] = Item{x[j] * (s + 1), j, {x[j], s}};
    if (kept) {
      s += kept->v * items[i - 1].w[0];
      items[0].w[1] += kept->w[1];
    }
    if (i % 2) {
      delete[] kept;
      kept = items;
      kept[0].v *= s;
    } else {
      s += items[0].w[1] * items[i / 2].v;
      delete[] items;
    }
  }
  double r = s + kept[0].v;
  delete[] kept;
  return r;
}
