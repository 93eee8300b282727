// covers: an array of pointers to structs, insertion-sorted by active keys, then used in order and written through
// function: ptr_sorted_items
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: pointers to pointers, to rows, in arrays

struct Item {
  int id;
  double key, weight;
};

double ptr_sorted_items(const double *x, int n) {
  Item items[8];
  Item *order[8];
  for (int i = 0; i < n; i++) {
    items[i] = {i, x[i] * x[i] - x[(i + 1) % n], 1.0 + i * x[i]};
    order[i] = &items[i];
  }
  for (int i = 1; i < n; i++) {
    Item *moving = order[i];
    int j = i;
    while (j > 0 && order[j - 1]->key > moving->key) {
      order[j] = order[j - 1];
      j--;
    }
    order[j] = moving;
  }
  double s = 1.0;
  for (int i = 0; i < n; i++) {
    order[i]->weight *= s;
    s = 0.3 * s + order[i]->weight * order[i]->key + order[i]->id;
  }
  for (Item &item : items)
    if (&item - items < n)
      s += item.weight;
  return s;
}
