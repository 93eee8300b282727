// function: priority_queue_active
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2 0.9
// family: Standard containers
// construct: priority_queue of active keys with indices: events in order of time

#include <queue>
#include <utility>
#include <vector>

struct Event {
  double time, weight;
  int source;
  bool operator<(const Event &other) const { return time > other.time; }
};

double priority_queue_active(const double *x, int n) {
  std::priority_queue<Event> events;
  for (int i = 0; i < n; i++)
    events.push({x[i] * x[i], 1.0 + x[i], i});
  double sum = 0.0, now = 0.0;
  int handled = 0;
  while (!events.empty() && handled < 25) {
    Event event = events.top();
    events.pop();
    sum += (event.time - now) * event.weight;
    now = event.time;
    handled++;
    if (handled % 2)
      events.push({now + 0.7 * x[event.source] * x[event.source], event.weight * 0.8, event.source});
  }
  std::priority_queue<double, std::vector<double>, std::greater<double>> least;
  for (int i = 0; i < n; i++) {
    least.push(x[i] * sum);
    if (least.size() > 3)
      least.pop();
  }
  return sum + least.top() * 0.1;
}
