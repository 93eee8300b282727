// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Is a derivative right? For unit tests, and for what `costate check` prints.
//
//   costate::check_report report = costate::check<f>(x, y);             // all values
//   costate::check<g>(costate::wrt(p, 3), 3);                           // the 3 numbers behind p
//   ASSERT_TRUE(report) << report.text();
//
// In random directions, three numbers that must be one: the derivative by forward mode, by reverse
// mode, and by extrapolated differences of the function itself. docs/Check.md is the reference.

#ifndef COSTATE_CHECK_HPP
#define COSTATE_CHECK_HPP

#include "api/checked.hpp"
#include "api/differences.hpp"
#include "costate.hpp"

#include <cstdio>
#include <string>
#include <vector>

namespace costate {

enum class verdict {
  agrees,
  forward_differs_from_reverse,
  differences_disagree,
  value_differs, ///< A derivative computes another value of the function than the function.
  not_finite,    ///< Forward and reverse mode agree on an infinity or NaN.
  undecided      ///< The differences do not settle: a kink, noise, or no finite value nearby.
};

/// One direction. The derivatives are those of <w, outputs>, with a random w where there are
/// several outputs.
struct check_row {
  double forward, reverse, differences;
  double uncertainty; ///< Of the differences.
  double scale;       ///< The sum of the absolute values that `reverse` is the sum of.
  verdict outcome;
};

struct check_options {
  int directions = 4;
  unsigned long long seed = 1;
  /// Relative to the scale; 0: 1e-9, or 1e-3 where the function computes in float.
  double tolerance = 0.0;
  /// The first step of the differences, relative to each number (1 for a zero).
  double step = 0.05;
};

class check_report {
public:
  std::vector<check_row> rows;

  /// Whether no direction disagrees, and at least one was decided.
  explicit operator bool() const {
    bool is_decided = false;
    for (const check_row &row : rows) {
      if (is_disagreement(row.outcome))
        return false;
      is_decided = is_decided || row.outcome == verdict::agrees;
    }
    return is_decided;
  }

  static bool is_disagreement(verdict outcome) {
    return outcome == verdict::forward_differs_from_reverse ||
           outcome == verdict::differences_disagree || outcome == verdict::value_differs;
  }

  /// A table, one line per direction.
  std::string text() const {
    std::string table = "direction               forward               reverse           "
                        "differences      +-  verdict\n";
    for (std::size_t i = 0; i < rows.size(); i++) {
      const check_row &row = rows[i];
      char line[192];
      std::snprintf(line, sizeof line, "%9d %21.14g %21.14g %21.14g %7.0e  %s\n",
                    static_cast<int>(i + 1), unsigned_nan(row.forward), unsigned_nan(row.reverse),
                    row.differences, row.uncertainty, describe(row.outcome));
      table += line;
    }
    return table;
  }

  static const char *describe(verdict outcome) {
    switch (outcome) {
    case verdict::agrees:
      return "agrees";
    case verdict::forward_differs_from_reverse:
      return "FORWARD AND REVERSE DIFFER";
    case verdict::differences_disagree:
      return "DIFFERENCES DISAGREE";
    case verdict::value_differs:
      return "THE VALUE DIFFERS";
    case verdict::not_finite:
      return "undecided: not finite";
    case verdict::undecided:
      return "undecided: the differences do not settle";
    }
    return "";
  }

private:
  static double unsigned_nan(double number) {
    return number == number ? number : std::numeric_limits<double>::quiet_NaN();
  }
};

namespace detail {

/// Calls of the function G, of its tangent and of its adjoint, at one point.
template <auto G, unsigned long long Mask, class Parameters, class Arguments> class checker;

template <auto G, unsigned long long Mask, class... P, class... A>
class checker<G, Mask, types<P...>, types<A...>> {
  using result = typename function<decltype(G)>::result;
  using every = std::index_sequence_for<P...>;
  using active = decltype(active_indices<Mask, sizeof...(P)>());
  template <std::size_t I> using given = std::tuple_element_t<I, std::tuple<A...>>;
  template <std::size_t I> using parameter = std::tuple_element_t<I, std::tuple<P...>>;
  template <class Indices> struct storage;
  template <std::size_t... I> struct storage<std::index_sequence<I...>> {
    using type = std::tuple<checked_argument<has_bit(Mask, I), parameter<I>, given<I>>...>;
  };
  using arguments = typename storage<every>::type;

public:
  checker(const check_options &options, std::remove_reference_t<A> &...given)
      : options(options), random(options.seed), start(given...) {}

  check_report run() {
    check_report report;
    for (int i = 0; i < options.directions; i++)
      report.rows.push_back(check_direction());
    return report;
  }

private:
  static constexpr bool has_value = !std::is_void_v<result>;
  struct nothing {};
  using kept = std::conditional_t<has_value, result, nothing>;

  template <class F> static void each_argument(arguments &all, F &&f) {
    std::apply([&](auto &...one) { (f(one), ...); }, all);
  }

  /// A new direction, and new weights of the outputs.
  void draw() {
    each_argument(start, [&](auto &one) {
      one.each([&](auto &x, auto &direction, auto &bar) {
        const double size = std::fabs(static_cast<double>(x));
        direction = static_cast<std::decay_t<decltype(x)>>(random.next() * (size > 0 ? size : 1));
        bar = static_cast<std::decay_t<decltype(x)>>(
            std::decay_t<decltype(one)>::is_output ? random.next() : 0.0);
      });
    });
    seed = random;
  }

  /// The inner product of the outputs, or of their tangents, with the weights.
  template <class Part> double weigh(const kept &value, arguments &all, Part &&part) const {
    double sum = weigh_value(value);
    each_argument(all, [&](auto &one) {
      if constexpr (std::decay_t<decltype(one)>::is_output)
        one.each([&](auto &x, auto &direction, auto &bar) { sum += part(x, direction) * bar; });
    });
    return sum;
  }
  kept make_weights(const kept &like) const {
    kept weights(like);
    directions numbers(seed);
    if constexpr (has_value && std::is_floating_point_v<result>)
      weights = 1;
    else if constexpr (has_value)
      visit([&](auto &w) { w = static_cast<std::decay_t<decltype(w)>>(numbers.next()); }, weights);
    return weights;
  }
  double weigh_value(const kept &value) const {
    if constexpr (has_value)
      return inner_product<result>(value, make_weights(value));
    else
      return static_cast<void>(value), 0.0;
  }

  template <std::size_t... I> kept call(arguments &all, std::index_sequence<I...>) const {
    if constexpr (has_value)
      return G(std::get<I>(all).primal()...);
    else
      return G(std::get<I>(all).primal()...), nothing{};
  }
  double value_at(double distance) const {
    arguments all(start);
    each_argument(all, [&](auto &one) {
      one.each([&](auto &x, auto &direction, auto &) {
        x += static_cast<std::decay_t<decltype(x)>>(distance * direction);
      });
    });
    const kept value = call(all, every{});
    return weigh(value, all, [](auto x, auto) { return static_cast<double>(x); });
  }

  template <std::size_t... I, std::size_t... W>
  std::pair<double, double> forward(std::index_sequence<I...>, std::index_sequence<W...>) const {
    arguments all(start);
    const auto primal = [](auto x, auto) { return static_cast<double>(x); };
    const auto along = [](auto, auto direction) { return static_cast<double>(direction); };
    using request = request_for<jvp_mode, G, Mask>;
    if constexpr (has_value) {
      const std::pair<result, result> both =
          request::invoke(std::get<I>(all).primal()..., std::get<W>(all).along()...);
      return {weigh(both.first, all, primal), weigh(both.second, all, along)};
    } else {
      request::invoke(std::get<I>(all).primal()..., std::get<W>(all).along()...);
      return {weigh({}, all, primal), weigh({}, all, along)};
    }
  }

  template <std::size_t... I, std::size_t... W>
  std::pair<double, double> reverse(std::index_sequence<I...>, std::index_sequence<W...>) const {
    arguments all(start);
    if constexpr (!has_value) {
      request_for<vjp_mode, G, Mask>::invoke(std::get<I>(all).primal()...,
                                             std::get<W>(all).place()...);
    } else if constexpr (std::is_floating_point_v<result>) {
      request_for<vjp_mode, G, Mask>::invoke(std::get<I>(all).primal()..., result(1),
                                             std::get<W>(all).place()...);
    } else {
      arguments scratch(start);
      const kept weights = make_weights(call(scratch, every{}));
      request_for<grad_mode, &seeded_adapter<G, result, types<P...>>::call, (Mask << 1)>::invoke(
          weights, std::get<I>(all).primal()..., std::get<W>(all).place()...);
    }
    double sum = 0.0, scale = 0.0;
    arguments initial(start);
    std::vector<double> along;
    each_argument(initial, [&](auto &one) {
      one.each([&](auto &, auto &direction, auto &) { along.push_back(direction); });
    });
    std::size_t next = 0;
    each_argument(all, [&](auto &one) {
      one.each([&](auto &, auto &, auto &bar) {
        const double term = static_cast<double>(bar) * along[next++];
        sum += term;
        scale += std::fabs(term);
      });
    });
    return {sum, scale};
  }

  check_row check_direction() {
    draw();
    const double value = value_at(0.0);
    const auto [forward_value, tangent] = forward(every{}, active{});
    const auto [adjoint, scale] = reverse(every{}, active{});
    const estimate by_values =
        differentiate_by_differences([this](double t) { return value_at(t); }, options.step);
    check_row row{tangent, adjoint, by_values.value, by_values.error, scale, verdict::agrees};
    row.outcome = judge(row, value, forward_value);
    return row;
  }

  verdict judge(const check_row &row, double value, double forward_value) const {
    bool is_single = false;
    arguments all(start);
    each_argument(all, [&](auto &one) {
      one.each(
          [&](auto &x, auto &, auto &) { is_single = is_single || sizeof x == sizeof(float); });
    });
    const double tolerance = options.tolerance > 0 ? options.tolerance : is_single ? 1e-3 : 1e-9;
    const double scale = std::fmax(row.scale, std::fabs(row.forward));
    const bool is_nan = value != value && forward_value != forward_value;
    if (value != forward_value && !is_nan)
      return verdict::value_differs;
    if (!std::isfinite(row.forward) && !std::isfinite(row.reverse))
      return verdict::not_finite;
    if (!(std::fabs(row.forward - row.reverse) <= tolerance * scale))
      return verdict::forward_differs_from_reverse;
    // Differences give about half of the digits.
    const double bound = std::fmax(tolerance, 1e-6) * scale + 1e-12 * std::fabs(value);
    const double distance = std::fabs(row.differences - row.reverse);
    if (row.uncertainty > 100.0 * bound && row.uncertainty > 0.1 * distance)
      return verdict::undecided;
    return distance <= std::fmax(bound, 10.0 * row.uncertainty) ? verdict::agrees
                                                                : verdict::differences_disagree;
  }

  check_options options;
  directions random, seed{1};
  arguments start;
};

template <class P, class A, bool Active> constexpr bool check_checked() {
  if constexpr (!Active) {
    return true;
  } else if constexpr (is_pointer<P>) {
    constexpr bool has_extent = mark_of<A> == mark::with_derivative;
    static_assert(has_extent, "costate: check needs to know how many numbers a pointer leads to: "
                              "write costate::wrt(p, n)");
    return has_extent;
  } else {
    constexpr bool is_plain = mark_of<A> == mark::none || mark_of<A> == mark::alone;
    static_assert(is_plain, "costate: check makes its own directions: write costate::wrt(x)");
    constexpr bool fits = is_visitable<plain<P>>();
    static_assert(fits, "costate: check changes numbers, std::complex, std::array, std::vector, "
                        "std::pair, std::tuple and Eigen matrices: pass an object of another class "
                        "as a constant, costate::constant(x), or wrap the function in a lambda");
    return is_plain && fits;
  }
}

template <unsigned long long Mask, class... A, class... P, std::size_t... I>
constexpr bool check_each(types<P...>, types<A...>, std::index_sequence<I...>) {
  return (true && ... && check_checked<P, A, has_bit(Mask, I)>());
}

template <auto G, bool HasObject, class... A, class... P>
constexpr bool check_checked_call(types<P...> parameters) {
  constexpr bool counts = sizeof...(A) == sizeof...(P);
  static_assert(counts, "costate: wrong number of arguments for this function");
  if constexpr (counts) {
    using R = typename function<decltype(G)>::result;
    constexpr unsigned long long mask = wrt_mask<HasObject>(types<P...>{}, types<A...>{});
    constexpr bool has_outputs = std::is_void_v<R> || kind_of<R>() != kind::constant;
    static_assert(has_outputs, "costate: check needs a function that returns or writes numbers");
    static_assert(mask != 0, "costate: nothing in this call is differentiated");
    return has_outputs && mask != 0 &&
           check_each<mask>(parameters, types<A...>{}, std::index_sequence_for<P...>{});
  } else {
    return static_cast<void>(parameters), false;
  }
}

template <auto G, bool HasObject, class... A>
check_report run_check(const check_options &options, A &&...a) {
  using parameters = typename function<decltype(G)>::parameters;
  if constexpr (check_checked_call<G, HasObject, A...>(parameters{})) {
    constexpr unsigned long long mask = wrt_mask<HasObject>(parameters{}, types<A...>{});
    return checker<G, mask, parameters, types<A...>>(options, a...).run();
  } else {
    return {};
  }
}

} // namespace detail

/// As `check`, with other directions, steps or tolerances.
template <auto F, class... A>
check_report check_with(const check_options &options, A &&...arguments) {
  return detail::run_check<detail::named<F>::get(), detail::named<F>::traits::has_object>(
      options, static_cast<A &&>(arguments)...);
}
template <class C, class... A>
check_report check_with(const check_options &options, C &&callable, A &&...arguments) {
  return detail::run_check<detail::called_with<C, A...>::get(), true>(
      options, static_cast<C &&>(callable), static_cast<A &&>(arguments)...);
}

/// Checks the derivatives of F at these arguments, all values by default, as `gradient` chooses
/// them. What F writes through a differentiated pointer or reference is an output. The arguments
/// themselves are not changed; what is not differentiated must not be written.
template <auto F, class... A> check_report check(A &&...arguments) {
  return check_with<F>(check_options{}, static_cast<A &&>(arguments)...);
}
template <class C, class... A> check_report check(C &&callable, A &&...arguments) {
  return check_with(check_options{}, static_cast<C &&>(callable), static_cast<A &&>(arguments)...);
}

} // namespace costate

#endif // COSTATE_CHECK_HPP
