// function: recursion_nodes
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.3
// at: 0.5 0.25
// family: Recursion
// construct: a tree of nodes: one function builds it, one evaluates it, one changes it, one frees it

struct Node {
  double value;
  Node *left, *right;
};

static Node *build(const double *x, int lo, int hi) {
  if (lo >= hi)
    return nullptr;
  int mid = (lo + hi) / 2;
  Node *node = new Node;
  node->value = x[mid] * x[mid];
  node->left = build(x, lo, mid);
  node->right = build(x, mid + 1, hi);
  return node;
}

static double evaluate(const Node *node, double scale) {
  if (!node)
    return scale;
  return node->value * evaluate(node->left, scale * 0.5) + evaluate(node->right, scale) * scale;
}

static void change(Node *node, double by) {
  if (!node)
    return;
  node->value = node->value * by + by;
  Node *t = node->left;
  node->left = node->right;
  node->right = t;
  change(node->left, by * by);
  change(node->right, by);
}

static void release(Node *node) {
  if (!node)
    return;
  release(node->left);
  release(node->right);
  delete node;
}

double recursion_nodes(const double *x, int n) {
  Node *root = build(x, 0, n);
  double before = evaluate(root, x[0]);
  change(root, x[n - 1]);
  double after = evaluate(root, 1.5);
  release(root);
  return before + after * after;
}
