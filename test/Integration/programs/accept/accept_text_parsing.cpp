// function: accept_text_parsing
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// oracle: differences
// family: Acceptance
// construct: text parsing with iostreams around an active computation

// A small calculator language: assignments of expressions in postfix form, read from text, evaluated with the inputs.
#include <cmath>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

class Calculator {
public:
  void set(const std::string &name, double value) { variables[name] = value; }

  double get(const std::string &name) const {
    const auto it = variables.find(name);
    if (it == variables.end())
      throw std::runtime_error("unknown variable " + name);
    return it->second;
  }

  void run(std::istream &program) {
    std::string line;
    int number = 0;
    while (std::getline(program, line)) {
      ++number;
      if (line.empty() || line[0] == '#')
        continue;
      std::istringstream words(line);
      std::string target, equals;
      words >> target >> equals;
      if (equals != "=")
        throw std::runtime_error("line " + std::to_string(number) + ": expected '='");
      variables[target] = evaluate(words);
    }
  }

private:
  double evaluate(std::istream &words) const {
    std::vector<double> stack;
    std::string word;
    const auto pop = [&stack] {
      const double top = stack.back();
      stack.pop_back();
      return top;
    };
    while (words >> word) {
      if (word == "+" || word == "-" || word == "*" || word == "/") {
        const double b = pop(), a = pop();
        switch (word[0]) {
        case '+': stack.push_back(a + b); break;
        case '-': stack.push_back(a - b); break;
        case '*': stack.push_back(a * b); break;
        case '/': stack.push_back(a / b); break;
        }
      } else if (word == "exp") {
        stack.push_back(std::exp(pop()));
      } else if (word[0] >= '0' && word[0] <= '9') {
        stack.push_back(std::stod(word));
      } else {
        stack.push_back(get(word));
      }
    }
    return pop();
  }

  std::map<std::string, double> variables;
};

double accept_text_parsing(const double *x, int) {
  std::istringstream program("# a damped response\n"
                             "decay = rate 0.5 * \n"
                             "\n"
                             "wave = amplitude decay exp *\n"
                             "total = wave offset + wave 2.25 - *\n");
  Calculator calculator;
  calculator.set("amplitude", x[0]);
  calculator.set("rate", x[1]);
  calculator.set("offset", x[2]);
  calculator.run(program);
  const double total = calculator.get("total");
  std::cout << "parsed " << program.str().size() << " characters\n";
  return total * total + calculator.get("wave");
}
