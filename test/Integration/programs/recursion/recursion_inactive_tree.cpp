// function: recursion_inactive_tree
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.2 2.5
// family: Recursion
// construct: one tree without and one with a derivative, evaluated by the same function

struct Term {
  char kind;
  double value;
  const Term *left, *right;
};

static double evaluate(const Term *t, double x) {
  switch (t->kind) {
  case 'x':
    return x;
  case '+':
    return evaluate(t->left, x) + evaluate(t->right, x);
  case '*':
    return evaluate(t->left, x) * evaluate(t->right, x);
  }
  return t->value;
}

double recursion_inactive_tree(double x, double y) {
  const Term two = {'c', 2.0, nullptr, nullptr}, var = {'x', 0.0, nullptr, nullptr};
  const Term square = {'*', 0.0, &var, &var}, plus = {'+', 0.0, &square, &two};
  const Term active = {'c', y * y, nullptr, nullptr}, whole = {'*', 0.0, &active, &var};
  const Term both = {'+', 0.0, &whole, &active};
  return evaluate(&plus, x) * evaluate(&both, x) + evaluate(&square, y);
}
