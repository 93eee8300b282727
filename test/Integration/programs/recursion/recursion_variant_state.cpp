// function: recursion_variant_state
// signature: double(double,double)
// at: 1.3 0.7
// family: Recursion
// construct: variants of numbers and containers

#include <variant>
#include <vector>

using State = std::variant<double, std::vector<double>>;

// The recursive function does not know what else its caller keeps in the variant's bytes.
static void advance(State &state, double x, int depth) {
  if (depth == 0)
    return;
  if (double *number = std::get_if<double>(&state))
    state = std::vector<double>(2, *number * x);
  else
    state = std::get<std::vector<double>>(state)[1] + x;
  advance(state, x * 0.5, depth - 1);
}

double recursion_variant_state(double x, double y) {
  State state = x * y;
  advance(state, x, 3);
  return std::get<std::vector<double>>(state)[0];
}
