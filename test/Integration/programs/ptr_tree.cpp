// covers: a binary search tree from the heap, inserted by active keys, walked with an explicit stack
// function: ptr_tree
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.1
// family: Variables and memory
// construct: linked structures: lists, rings, trees

struct Node {
  double key;
  Node *child[2];
  int depth;
};

double ptr_tree(const double *x, int n) {
  Node *root = nullptr;
  for (int i = 0; i < n; i++) {
    Node **at = &root;
    int depth = 0;
    while (*at) {
      at = &(*at)->child[x[i] > (*at)->key];
      depth++;
    }
    *at = new Node{x[i] * x[i] + 0.2 * x[i], {nullptr, nullptr}, depth};
  }
  Node *stack[16];
  int top = 0;
  double s = 1.0;
  stack[top++] = root;
  while (top > 0) {
    Node *node = stack[--top];
    s = s * 0.7 + node->key * (node->depth + 1) * s;
    for (int side = 1; side >= 0; side--)
      if (node->child[side])
        stack[top++] = node->child[side];
    delete node;
  }
  return s;
}
