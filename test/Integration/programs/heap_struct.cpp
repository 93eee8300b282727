// covers: a struct from the heap that owns another block
// function: heap_struct
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Variables and memory
// construct: `malloc`, `calloc`, `free`; in loops, in helpers, released early

#include <cstdlib>

struct Stack {
  int size, capacity;
  double *data;
};

static Stack *stack_create(int capacity) {
  Stack *s = (Stack *)malloc(sizeof(Stack));
  s->size = 0;
  s->capacity = capacity;
  s->data = (double *)malloc(capacity * sizeof(double));
  return s;
}

static void stack_push(Stack *s, double value) {
  if (s->size < s->capacity)
    s->data[s->size++] = value;
}

static double stack_pop(Stack *s) { return s->size > 0 ? s->data[--s->size] : 0.0; }

static void stack_destroy(Stack *s) {
  free(s->data);
  free(s);
}

double heap_struct(const double *x, int n) {
  Stack *s = stack_create(8);
  for (int i = 0; i < n; i++) {
    stack_push(s, x[i]);
    stack_push(s, x[i] * x[i]);
    if (i % 2)
      stack_push(s, stack_pop(s) * stack_pop(s));
  }
  double r = 1.0;
  while (s->size)
    r = r * 0.5 + stack_pop(s) * r;
  stack_destroy(s);
  return r;
}
