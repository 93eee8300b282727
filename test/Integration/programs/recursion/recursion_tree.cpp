// function: recursion_tree
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Recursion
// construct: recursion over trees, arrays, numbers

struct Node {
  double value;
  Node *left, *right;
};
static double evaluate(const Node *n, double scale) {
  if (!n)
    return 1.0;
  double l = evaluate(n->left, scale * 0.5), r = evaluate(n->right, scale * n->value);
  return n->value * l + scale * r * r;
}
static Node *build(const double *x, int from, int to) {
  if (from >= to)
    return nullptr;
  int middle = (from + to) / 2;
  return new Node{x[middle] * 0.7, build(x, from, middle), build(x, middle + 1, to)};
}
static void release(Node *n) {
  if (n) {
    release(n->left);
    release(n->right);
    delete n;
  }
}

double recursion_tree(const double *x, int n) {
  Node *root = build(x, 0, n);
  double s = evaluate(root, x[0]);
  release(root);
  return s;
}
