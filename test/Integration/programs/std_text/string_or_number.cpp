// function: string_or_number
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 2.1
// family: Strings and streams
// construct: `std::variant` of a string and a number, reassigned

#include <string>
#include <variant>
#include <vector>

using Cell = std::variant<std::string, double>;

double string_or_number(double x, double y) {
  std::vector<Cell> row;
  row.push_back(x * y);
  row.push_back(std::string("a text that needs memory of its own"));
  row.push_back(y);
  row[1] = row[0];
  row[0] = std::string("short");
  double s = 1.0;
  for (int round = 0; round < 3; ++round)
    for (Cell &cell : row)
      if (double *number = std::get_if<double>(&cell)) {
        s += *number * x;
        *number *= s;
      } else {
        s *= 1.0 + 0.1 * double(std::get<std::string>(cell).size());
        if (round == 1)
          cell = s * y;
      }
  return s;
}
