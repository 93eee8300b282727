// function: recursion_cast_slots
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// family: Recursion
// construct: lists that are linked by functions that know pointers to pointers to void only

struct Node {
  Node *next;
  double value;
};

struct Pair {
  Pair *next;
  double left, right;
};

// Each object starts with the pointer to the next one.
static void push(void **head, void *item) {
  *reinterpret_cast<void **>(item) = *head;
  *head = item;
}

static void *pop(void **head, int count) {
  if (count > 0 && *head) {
    void *first = *head;
    *head = *reinterpret_cast<void **>(first);
    void *rest = pop(head, count - 1);
    return rest ? rest : first;
  }
  return nullptr;
}

static double walk(void **nodes, void **pairs, double t, int depth) {
  if (depth == 0)
    return t;
  Node own = {nullptr, t * t};
  push(nodes, &own);
  Pair both = {nullptr, t, own.value};
  push(pairs, &both);
  double inner = walk(nodes, pairs, t * 0.75, depth - 1);
  Pair *found = static_cast<Pair *>(pop(pairs, 1));
  Node *last = static_cast<Node *>(pop(nodes, 1));
  last->value *= inner;
  found->left += last->value * found->right;
  return inner + found->left + own.value * both.left;
}

double recursion_cast_slots(const double *x, int) {
  void *nodes = nullptr, *pairs = nullptr;
  Node first = {nullptr, x[0]}, second = {nullptr, x[1]};
  push(&nodes, &first);
  push(&nodes, &second);
  double sum = walk(&nodes, &pairs, x[2] + 1.0, 3);
  Node *end = static_cast<Node *>(pop(&nodes, 2));
  end->value *= sum;
  return first.value + second.value * sum;
}
