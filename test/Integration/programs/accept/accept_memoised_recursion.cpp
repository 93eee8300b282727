// function: accept_memoised_recursion
// signature: double(const double*,int)
// at: 1.25 0.7 0.95
// family: Acceptance
// construct: a memoised recursion with `std::map`

// The price of an American put on a binomial tree: recursion over nodes, memoised in a std::map.
#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

class AmericanPut {
public:
  AmericanPut(double spot, double strike, double volatility, double rate, int steps)
      : spot(spot), strike(strike), steps(steps) {
    const double dt = 1.0 / steps;
    up = std::exp(volatility * std::sqrt(dt));
    down = 1.0 / up;
    const double growth = std::exp(rate * dt);
    discount = 1.0 / growth;
    probability = (growth - down) / (up - down);
  }

  double price() { return value(0, 0); }
  std::size_t nodes() const { return memo.size(); }

private:
  double value(int step, int ups) {
    const std::pair<int, int> key(step, ups);
    const auto known = memo.find(key);
    if (known != memo.end())
      return known->second;

    const double underlying = spot * std::pow(up, ups) * std::pow(down, step - ups);
    const double exercise = std::max(strike - underlying, 0.0);
    double result = exercise;
    if (step < steps) {
      const double hold = discount * (probability * value(step + 1, ups + 1) + (1.0 - probability) * value(step + 1, ups));
      result = std::max(hold, exercise);
    }
    memo[key] = result;
    return result;
  }

  double spot, strike;
  int steps;
  double up, down, discount, probability;
  std::map<std::pair<int, int>, double> memo;
};

double accept_memoised_recursion(const double *x, int) {
  AmericanPut put(x[0], 1.4, 0.3 * x[1], 0.05 * x[2], 8);
  const double price = put.price();
  return price + 0.001 * put.nodes() * x[1];
}
