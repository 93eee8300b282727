// function: string_commands
// signature: double(double,double)
// at: 1.3 0.7
// family: Strings and streams
// construct: `std::string` as inactive data

#include <map>
#include <string>
#include <vector>

static double apply(const std::string &command, double a, double b) {
  if (command == "add")
    return a + b;
  if (command == "multiply")
    return a * b;
  return a;
}

double string_commands(double x, double y) {
  std::vector<std::string> program = {"add", "multiply", "nothing", "multiply"};
  double s = x;
  for (const auto &command : program)
    s = apply(command, s, y);
  return s;
}
