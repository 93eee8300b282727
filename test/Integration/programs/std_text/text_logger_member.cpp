// function: text_logger_member
// signature: double(double,double)
// at: 1.3 0.7
// family: Strings and streams
// construct: a class with a reference to a stream and active members

#include <iostream>
#include <sstream>
#include <string>

class Logger {
public:
  Logger(std::ostream &out, double scale, std::string name)
      : out(out), scale(scale), name(std::move(name)) {}
  double log(const char *what, double value) {
    ++lines;
    total += value * scale;
    out << name << ": " << what << " = " << value << " (" << lines << ")" << std::endl;
    return total;
  }
  int getLines() const { return lines; }

private:
  std::ostream &out;
  double scale, total = 0.0;
  int lines = 0;
  std::string name;
};

double text_logger_member(double x, double y) {
  std::ostringstream text;
  Logger toText(text, x, "text"), toScreen(std::cout, y, "a name that is too long for its object");
  double s = x * y;
  for (int i = 0; i < 3; i++) {
    s = s * toText.log("s", s) + y;
    s += toScreen.log("also s", s * s) * 0.1;
  }
  return s * (toText.getLines() + (text.str().empty() ? 1 : 2));
}
