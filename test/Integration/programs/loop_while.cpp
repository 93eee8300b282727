// covers: while with a data-dependent trip count
// function: loop_while
// signature: double(double,double)
// at: 100.0 0.7
// at: 0.5 0.7
// family: Statements
// construct: `while`, `do`, endless loops

double loop_while(double x, double y) {
  double s = 0.0;
  while (x > 1.0) {
    s += x * y;
    x *= 0.5;
    y += 0.1 * x;
  }
  return s + x * y;
}
