// function: string_tree
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// family: Strings and streams
// construct: strings and numbers in the nodes of a tree that recursive functions build, change and read

#include <cmath>
#include <memory>
#include <string>

struct Variable {
  std::string name;
  double value;
  std::unique_ptr<Variable> left, right;
  std::string note = "none";
};

static void insert(std::unique_ptr<Variable> &at, const std::string &name, double value) {
  if (!at) {
    at.reset(new Variable{name, value, nullptr, nullptr});
  } else if (name == at->name) {
    at->value *= value;
    at->note += " again, and with a text that is long";
  } else {
    insert(name < at->name ? at->left : at->right, name, value);
  }
}

static double sum(const Variable *at, double scale) {
  if (!at)
    return 0.0;
  const double own = at->value * scale * double(at->name.size()) / double(at->note.size());
  return std::sin(own) + sum(at->left.get(), scale * 0.5) + sum(at->right.get(), own);
}

double string_tree(const double *x, int n) {
  std::unique_ptr<Variable> root;
  const char *names[] = {"mass", "a stiffness with a long name", "damping", "mass", "zeta", "damping"};
  for (int i = 0; i < 6; ++i)
    insert(root, names[i], x[i % n] + 0.1 * i);
  return sum(root.get(), x[0]);
}
