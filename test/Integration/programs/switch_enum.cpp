// covers: switch over an enum and over an enum class, nested switches
// function: switch_enum
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.2 0.7
// at: 0.2 -0.7
// family: Types and conversions
// construct: enums, scoped and not

enum Side { Left = -1, Middle, Right = 5 };
enum class Level : unsigned char { Low, High };

static Side side_of(double x) { return x < 0.0 ? Left : x < 1.0 ? Middle : Right; }

double switch_enum(double x, double y) {
  Level level = y > 0.0 ? Level::High : Level::Low;
  double r = 1.0;
  switch (side_of(x)) {
  case Left:
    r = x * x;
    break;
  case Middle:
    switch (level) {
    case Level::Low:
      r = y * y * x;
      break;
    case Level::High:
      r = y * x;
    }
    r += x;
    break;
  case Right:
    r = x * y + (double)Right;
  }
  return r * (static_cast<int>(level) + 1.0);
}
