// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The stubs that derivatives replace. costate reads the arguments of `detail::request`.

#ifndef COSTATE_API_REQUEST_HPP
#define COSTATE_API_REQUEST_HPP

#include <cstddef>
#include <cstdio>

// A stub must stay a call: its body is replaced after the compiler's front end, or at link time.
#if defined(__clang__)
#define COSTATE_DETAIL_STUB __attribute__((noinline))
#elif defined(__GNUC__)
#define COSTATE_DETAIL_STUB __attribute__((noipa))
#elif defined(_MSC_VER)
#define COSTATE_DETAIL_STUB __declspec(noinline)
#else
#define COSTATE_DETAIL_STUB
#endif
// Without <cstdlib>, which takes longer to read than all of this.
#if defined(__GNUC__)
#define COSTATE_DETAIL_ABORT __builtin_abort
#else
#include <cstdlib>
#define COSTATE_DETAIL_ABORT std::abort
#endif
#if defined(_MSC_VER) && !defined(__clang__)
#define COSTATE_DETAIL_FUNCTION __FUNCSIG__
#else
#define COSTATE_DETAIL_FUNCTION __PRETTY_FUNCTION__
#endif

namespace costate {
namespace detail {

/// The kinds of derivatives; the plugin reads the numbers.
enum : int { grad_mode = 0, vjp_mode = 1, jvp_mode = 2, hvp_mode = 3 };

[[noreturn]] inline void missing_derivative(const char *request) {
  std::fprintf(stderr,
               "costate: %s was compiled without the costate plugin, and no object made by "
               "'costate build' is linked\n",
               request);
  COSTATE_DETAIL_ABORT();
}

/// Derivatives have the shape of what they belong to; other shapes would be read out of bounds.
[[noreturn]] inline void stop_for_shape() {
  std::fprintf(stderr, "costate: a derivative that was given has another size than its value\n");
  COSTATE_DETAIL_ABORT();
}

/// A derivative that shares memory with its value would overwrite it.
[[noreturn]] inline void stop_for_sharing() {
  std::fprintf(stderr, "costate: the derivative of an object cannot be made by copying: its copies "
                       "share memory; give a place, costate::wrt(x, x_bar)\n");
  COSTATE_DETAIL_ABORT();
}

/// One derivative of the function F with respect to the parameters whose bits are set in `Wrt`.
/// `Signature` is the derivative's own (see detail::signature); `Mode` is one of the above.
template <int Mode, auto F, unsigned long long Wrt, class Signature> struct request;

template <int Mode, auto F, unsigned long long Wrt, class R, class... P>
struct request<Mode, F, Wrt, R(P...)> {
  COSTATE_DETAIL_STUB static R invoke(P...) { missing_derivative(COSTATE_DETAIL_FUNCTION); }
};

} // namespace detail
} // namespace costate

#undef COSTATE_DETAIL_STUB
#undef COSTATE_DETAIL_FUNCTION
#undef COSTATE_DETAIL_ABORT

#endif // COSTATE_API_REQUEST_HPP
