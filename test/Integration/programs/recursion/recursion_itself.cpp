// function: recursion_itself
// signature: double(double,double)
// at: 1.3 0.7
// at: 3.6 2.2
// family: Recursion
// construct: the differentiated function calls itself, as the data decide

double recursion_itself(double x, double y) {
  if (x < 1.0)
    return x * y * y;
  return recursion_itself(x * 0.5, y + x) + y * recursion_itself(x - 1.0, y);
}
