// function: deque_both_ends
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: deque that grows and shrinks at both ends over several blocks, insert and erase

#include <deque>

double deque_both_ends(const double *x, int n) {
  std::deque<double> window;
  double sum = 0.0;
  for (int i = 0; i < 150; i++) {
    window.push_front(x[i % n] * (i + 1) * 0.01);
    window.push_back(window.front() * x[(i + 2) % n]);
    if (i % 3 == 0) {
      sum += window.back();
      window.pop_back();
    }
    if (window.size() > 90) {
      sum += window[45] * window.front();
      window.pop_front();
      window.pop_back();
    }
  }
  window.insert(window.begin() + 5, x[0] * x[1]);
  window.erase(window.begin() + 20, window.begin() + 30);
  window.resize(70);
  std::deque<double> other(window.rbegin(), window.rend());
  other.swap(window);
  for (std::size_t i = 0; i < window.size(); i++)
    sum += window[i] * (i % 7) * 0.1;
  return sum;
}
