// function: unsupported_text_round_trip
// signature: double(double,double)
// expect: refused costate-active-text
// construct: an active value written to a string stream and read back

#include <sstream>

double unsupported_text_round_trip(double x, double y) {
  std::stringstream text;
  text << "value " << x * y;
  std::string word;
  double back = 0.0;
  text >> word >> back;
  return back * x;
}
