// covers: values carried by a loop and used after it
// function: loop_carried_after
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.5 1.5
// family: Statements
// construct: values carried by a loop and used after it, rotated, coupled

double loop_carried_after(const double *x, int n) {
  double previous = x[0], current = x[0], largest = x[0];
  int where = 0;
  for (int i = 1; i < n; i++) {
    previous = current;
    current = current * x[i] + 0.5;
    if (current > largest) {
      largest = current;
      where = i;
    }
  }
  return previous * current + largest * x[where];
}
