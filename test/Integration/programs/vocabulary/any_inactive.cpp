// function: any_inactive
// signature: double(double,double)
// at: 1.3 0.7
// family: Vocabulary types
// construct: `std::string_view`, `std::any` and `std::bitset` of inactive data

#include <bitset>
#include <string_view>

double any_inactive(double x, double y) {
  std::string_view program = "+*-*+";
  std::bitset<8> flags(0x25);
  double s = x;
  for (std::size_t i = 0; i < program.size(); i++)
    switch (program[i]) {
    case '+': s += y; break;
    case '*': s *= flags[i] ? x : y; break;
    default: s -= x * x;
    }
  return s * double(flags.count());
}
