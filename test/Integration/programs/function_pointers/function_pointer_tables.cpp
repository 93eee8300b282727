// covers: dispatch tables that data index, callbacks with user data behind a void pointer
// function: function_pointer_tables
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: -2.0 0.1 3.0
// family: Function pointers
// construct: dispatch tables indexed by data, callbacks with `void *` user data

#include <cmath>

struct Context {
  double gain;
  double history[3];
  int count;
};
using Callback = void (*)(void *, double *);
static void scale(void *data, double *value) {
  Context *c = static_cast<Context *>(data);
  *value *= c->gain;
  c->history[c->count++ % 3] = *value;
}
static void decay(void *data, double *value) {
  Context *c = static_cast<Context *>(data);
  c->gain -= 0.1 * *value * c->history[0];
}
static void clamp(void *, double *value) {
  if (*value > 1.0)
    *value = std::sqrt(*value);
}
static Callback choose(double x) { return x > 1.0 ? clamp : x > 0.0 ? &scale : *decay; }
static const struct {
  const char *name;
  Callback run;
} table[] = {{"scale", scale}, {"decay", decay}, {"none", nullptr}, {"clamp", clamp}};

double function_pointer_tables(const double *x, int n) {
  Context context = {x[0], {}, 0};
  double v = 1.0;
  Callback last = nullptr;
  for (int i = 0; i < 3 * n; i++) {
    Callback f = table[(i + (v > 0.5)) % 4].run;
    if (!f || f == last)
      f = choose(x[i % n]);
    f(&context, &v);
    v += 0.3 * x[(i + 1) % n];
    last = f;
  }
  return v + context.gain * context.history[1];
}
