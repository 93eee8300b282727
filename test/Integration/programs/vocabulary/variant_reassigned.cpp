// function: variant_reassigned
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// family: Vocabulary types
// construct: variant that holds a number, a vector or a struct in turn, assigned in loops

#include <variant>
#include <vector>

struct Pair {
  double a, b;
};

double variant_reassigned(const double *x, int n) {
  std::variant<double, std::vector<double>, Pair> state = x[0];
  std::vector<std::variant<double, std::vector<double>, Pair>> kept;
  double sum = 0.0;
  for (int i = 0; i < 9; i++) {
    const double v = x[i % n];
    if (auto *number = std::get_if<double>(&state)) {
      sum += *number * v;
      state = std::vector<double>(2, *number + v);
    } else if (auto *list = std::get_if<std::vector<double>>(&state)) {
      list->push_back(v * list->front());
      sum += list->back();
      if (list->size() > 3)
        state = Pair{list->front(), list->back()};
    } else {
      Pair &pair = std::get<Pair>(state);
      sum += pair.a * pair.b;
      state = pair.a * v;
    }
    if (i % 2)
      kept.push_back(state);
  }
  for (const auto &entry : kept)
    sum += std::visit(
        [](const auto &held) {
          using T = std::decay_t<decltype(held)>;
          if constexpr (std::is_same_v<T, double>)
            return held;
          else if constexpr (std::is_same_v<T, Pair>)
            return held.a - held.b;
          else
            return held.back() * held.size();
        },
        entry);
  return sum + state.index();
}
