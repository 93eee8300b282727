// function: shared_ptr_aliasing
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// family: Smart pointers
// construct: shared_ptr: aliasing constructor, reset, use_count, cycles cut by weak_ptr, custom deleter

#include <memory>
#include <vector>

struct Node {
  double value;
  std::shared_ptr<Node> next;
  std::weak_ptr<Node> previous;
  std::vector<double> history;
};

double shared_ptr_aliasing(const double *x, int n) {
  auto first = std::make_shared<Node>();
  first->value = x[0];
  std::shared_ptr<Node> last = first;
  for (int i = 1; i < 2 * n; i++) {
    std::shared_ptr<Node> node(new Node{x[i % n] * last->value, nullptr, last, {}});
    node->history.push_back(x[i % n]);
    last->next = node;
    last = node;
  }
  // A part that keeps the whole alive.
  std::shared_ptr<double> part(last, &last->value);
  std::weak_ptr<Node> watch = last;
  double sum = 0.0;
  for (auto node = last; node; node = node->previous.lock()) {
    sum += node->value * node->value + (node->history.empty() ? 0.0 : node->history.back());
    node->history.push_back(sum);
  }
  last.reset();
  first->next.reset();
  sum += *part * (watch.expired() ? 2.0 : 3.0) + part.use_count();
  *part *= x[1];
  sum += *part;
  part.reset();
  int deleted = 0;
  {
    std::shared_ptr<double> owned(new double(x[2] * sum), [&deleted](double *p) {
      deleted++;
      delete p;
    });
    auto copy = owned;
    sum += *copy * (copy.use_count() + 1);
  }
  return sum + deleted + watch.expired();
}
