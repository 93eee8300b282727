// function: priority_queue_std
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::priority_queue`

#include <queue>

double priority_queue_std(const double *x, int n) {
  std::priority_queue<double> heap;
  for (int i = 0; i < n; i++)
    heap.push(x[i]);
  double s = 0.0;
  for (int i = 0; i < 6; i++) {
    double largest = heap.top();
    heap.pop();
    s += largest * (i + 1.0);
    heap.push(largest * 0.4 + heap.top() * 0.1);
  }
  return s;
}
