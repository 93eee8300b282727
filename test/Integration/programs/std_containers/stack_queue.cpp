// function: stack_queue
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::deque`, `std::queue`, `std::stack`

#include <queue>
#include <stack>
#include <vector>

double stack_queue(const double *x, int n) {
  std::stack<double, std::vector<double>> stack;
  for (int i = 0; i < n; i++)
    stack.push(x[i]);
  while (stack.size() > 1) {
    double a = stack.top();
    stack.pop();
    double b = stack.top();
    stack.pop();
    stack.push(stack.size() % 2 ? a * b : a + b * b);
  }
  std::queue<double> queue;
  queue.push(stack.top());
  queue.push(x[0]);
  for (int i = 0; i < 5; i++) {
    double e = queue.front();
    queue.pop();
    queue.push(e * 0.5 + queue.front());
  }
  return queue.front() * queue.back();
}
