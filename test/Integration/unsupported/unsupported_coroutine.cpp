// function: unsupported_coroutine
// signature: double(double,double)
// standard: c++20
// expect: refused costate-unsupported-coroutine
// construct: coroutines

#include <coroutine>

struct Generator {
  struct promise_type {
    double value = 0.0;
    Generator get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(double v) {
      value = v;
      return {};
    }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
};

static Generator powers(double x) {
  for (double p = x;; p *= x)
    co_yield p;
}

double unsupported_coroutine(double x, double y) {
  Generator g = powers(x);
  g.handle.resume();
  g.handle.resume();
  double v = g.handle.promise().value;
  g.handle.destroy();
  return v * y;
}
