// function: unique_ptr_list
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Smart pointers
// construct: `std::unique_ptr` as owner of a linked structure

#include <memory>
#include <utility>

struct Node {
  double value;
  std::unique_ptr<Node> next;
};

double unique_ptr_list(const double *x, int n) {
  std::unique_ptr<Node> head;
  for (int i = 0; i < n; i++) {
    auto node = std::make_unique<Node>();
    node->value = x[i];
    node->next = std::move(head);
    head = std::move(node);
  }
  head->next = std::move(head->next->next);
  double s = 1.0;
  for (Node *p = head.get(); p; p = p->next.get())
    s = s * p->value + p->value;
  while (head)
    head = std::move(head->next);
  return s;
}
