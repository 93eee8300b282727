// covers: a function pointer that data decide
// function: function_pointer_chosen
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.4 -1.1
// family: Function pointers
// construct: a function pointer that data decide

static double twice(double x) { return 2.0 * x; }
static double square(double x) { return x * x; }

double function_pointer_chosen(double x, double y) {
  double (*f)(double) = x > y ? twice : square;
  return f(x) * y;
}
