// function: shared_ptr_graph
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Smart pointers
// construct: `std::shared_ptr`, `std::weak_ptr`

#include <memory>
#include <vector>

struct Term {
  double value;
  std::vector<std::shared_ptr<Term>> inputs;
};

double shared_ptr_graph(const double *x, int n) {
  std::vector<std::shared_ptr<Term>> terms;
  for (int i = 0; i < n; i++)
    terms.push_back(std::make_shared<Term>(Term{x[i], {}}));
  for (int i = 0; i < 5; i++) {
    auto t = std::make_shared<Term>();
    t->inputs = {terms[i % terms.size()], terms[(2 * i + 1) % terms.size()]};
    t->value = 0.5;
    for (const auto &in : t->inputs)
      t->value += in->value * in->value * 0.3;
    terms.push_back(t);
  }
  return terms.back()->value * terms[0]->value;
}
