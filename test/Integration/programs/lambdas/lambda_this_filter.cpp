// function: lambda_this_filter
// signature: double(double,double)
// at: 1.3 0.7
// family: Lambdas and callables
// construct: captures by value, by reference, default, with initializers, of `this`

struct Filter {
  double gain, state;
  double run(double input) {
    auto step = [this](double in) { state = 0.5 * state + gain * in; };
    auto copy = [*this](double in) mutable { return gain *= in * state; };
    step(input);
    step(input * state);
    return copy(2.0) + state;
  }
};

double lambda_this_filter(double x, double y) {
  Filter f{x, y};
  double s = f.run(0.5) * f.run(x);
  return s + f.gain;
}
