// covers: a vector that doubles, pushed to in a loop, reads of old elements after each move
// function: realloc_growth
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9 -1.1 0.3
// family: Variables and memory
// construct: `realloc`, `reallocarray`: growing, shrinking, from null, of rows and of structs

#include <cmath>
#include <cstdlib>

struct Stack {
  double *data;
  int size, capacity;
};

static void push(Stack *s, double value) {
  if (s->size == s->capacity) {
    s->capacity = s->capacity ? 2 * s->capacity : 1;
    s->data = (double *)std::realloc(s->data, s->capacity * sizeof(double));
  }
  s->data[s->size++] = value;
}

double realloc_growth(const double *x, int n) {
  Stack s = {nullptr, 0, 0};
  for (int i = 0; i < n; i++) {
    push(&s, x[i] * x[i]);
    push(&s, std::sin(s.data[s.size / 2] * x[i]));
    s.data[0] *= s.data[s.size - 1];
  }
  double sum = 0.0;
  for (int i = 0; i < s.size; i++)
    sum += s.data[i] * (i + 1);
  std::free(s.data);
  return sum;
}
