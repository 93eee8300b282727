// covers: realloc of active contents: growing, shrinking, from null, of structs, in a loop, through a member
// function: realloc_grows
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.5
// at: 0.6 -1.1
// family: Variables and memory
// construct: `realloc`: from null, growing and shrinking

#include <stdlib.h>

struct List {
  double *data;
  int size, capacity;
};

struct Pair {
  double value, weight;
};

static void push(struct List *list, double v) {
  if (list->size == list->capacity) {
    list->capacity = list->capacity ? 2 * list->capacity : 1;
    list->data = (double *)realloc(list->data, list->capacity * sizeof(double));
  }
  list->data[list->size++] = v;
}

double realloc_grows(const double *x, int n) {
  struct List list = {NULL, 0, 0};
  struct Pair *pairs = NULL;
  double *row = (double *)malloc(sizeof(double));
  double s = 0.0;
  row[0] = x[0] * x[0];
  for (int i = 0; i < n; i++) {
    push(&list, x[i] * x[0]);
    push(&list, list.data[i] * x[i]);
    pairs = (struct Pair *)realloc(pairs, (i + 1) * sizeof(struct Pair));
    pairs[i].value = x[i];
    pairs[i].weight = i ? pairs[i - 1].weight * x[i] : x[i];
    row = (double *)realloc(row, (i + 2) * sizeof *row);
    row[i + 1] = row[i] * x[i] + row[0];
  }
  row = (double *)realloc(row, 2 * sizeof *row);
  list.data = (double *)realloc(list.data, list.size * sizeof(double));
  for (int i = 0; i < list.size; i++)
    s += list.data[i] * (i + 1);
  for (int i = 0; i < n; i++)
    s += pairs[i].value * pairs[n - 1 - i].weight;
  s += row[0] * row[1];
  free(row);
  free(pairs);
  free(list.data);
  return s;
}
