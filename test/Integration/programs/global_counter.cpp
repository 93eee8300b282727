// covers: a global integer that functions read and write: an inactive side effect
// function: global_counter
// signature: double(double,double)
// at: 1.3 0.7
// unity: no
// family: Variables and memory
// construct: global variables that hold inactive data

int global_counter_calls = 0;
static double counted(double v) {
  global_counter_calls++;
  return v * v;
}

double global_counter(double x, double y) {
  int before = global_counter_calls;
  double s = counted(x) * counted(y) + counted(x * y);
  return s * (global_counter_calls - before);
}
