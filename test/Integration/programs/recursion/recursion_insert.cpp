// function: recursion_insert
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.3
// at: 0.5 0.25
// family: Recursion
// construct: insertion into a search tree: returned pointers, a pointer to a pointer

#include <cstdlib>

struct Node {
  double key;
  Node *left, *right;
};

static Node *insert(Node *node, double key) {
  if (!node) {
    node = static_cast<Node *>(std::malloc(sizeof(Node)));
    node->key = key;
    node->left = node->right = nullptr;
    return node;
  }
  if (key < node->key)
    node->left = insert(node->left, key);
  else
    node->right = insert(node->right, key);
  return node;
}

static void append(Node **where, double key) {
  if (*where)
    return append(&(*where)->right, key * 0.9);
  *where = insert(nullptr, key);
}

static double walk(Node *node, double above, int depth) {
  if (!node)
    return above;
  double here = above * node->key + depth;
  return walk(node->left, here, depth + 1) + 0.5 * walk(node->right, node->key, depth + 1);
}

static void release(Node *node) {
  if (node) {
    release(node->left);
    release(node->right);
    std::free(node);
  }
}

double recursion_insert(const double *x, int n) {
  Node *root = nullptr;
  for (int i = 0; i < n; ++i)
    root = insert(root, x[i] * x[i] + i);
  append(&root, x[0]);
  double result = walk(root, 1.0, 0);
  release(root);
  return result;
}
