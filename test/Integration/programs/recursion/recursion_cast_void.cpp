// function: recursion_cast_void
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// family: Recursion
// construct: callbacks that get their state as void *, kept in a record on the way

struct State {
  double value;
  double *other;
  int calls;
};

struct Task {
  double (*run)(void *, double);
  void *state;
  Task *next;
};

static double scale(void *state, double t) {
  State *own = static_cast<State *>(state);
  own->calls++;
  *own->other += t * own->value;
  return own->value * t;
}

static double replace(void *state, double t) {
  State *own = static_cast<State *>(state);
  double old = own->value;
  own->value = t * *own->other;
  return old;
}

static double visit(Task *task, double t, int depth) {
  if (!task || depth > 6)
    return t;
  double made = task->run(task->state, t);
  Task again = {replace, task->state, task->next};
  double inner =
      depth % 2 ? visit(task->next, made, depth + 1) : visit(&again, made * 0.5, depth + 1);
  return inner + task->run(task->state, made) * t;
}

double recursion_cast_void(const double *x, int) {
  double total = x[2];
  State a = {x[0], &total, 0}, b = {x[1], &a.value, 0};
  Task second = {scale, &b, nullptr}, first = {scale, &a, &second};
  double sum = visit(&first, x[2] + 0.5, 0);
  return sum * total + a.value * b.value + a.calls;
}
