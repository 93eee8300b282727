// function: string_parameters
// signature: double(double,double)
// at: 1.3 0.7
// family: Strings and streams
// construct: strings as parameters and results, by value and by reference, also of a recursive function

#include <string>

static std::string repeat(std::string text, int times) {
  std::string all;
  for (int i = 0; i < times; i++)
    all += text;
  return all;
}

// Reads the formula from its end: + and * with x or y on their right.
static double evaluate(const std::string &formula, std::size_t end, double x, double y) {
  if (end == 0)
    return 1.0;
  const double right = formula[end - 1] == 'x' ? x : y;
  const char operation = formula[end - 2];
  const double left = evaluate(formula, end - 2, x, y);
  return operation == '*' ? left * right : left + right;
}

double string_parameters(double x, double y) {
  const std::string formula = repeat("+x*y", 3) + repeat(std::string("*x"), 2);
  return evaluate(formula, formula.size(), x, y) * evaluate("+y*y", 4, y, x);
}
