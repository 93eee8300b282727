// covers: no case matches, the default stands first, negative and grouped cases
// function: switch_no_match
// signature: double(double,double)
// at: 1.3 0.7
// at: 2.3 0.7
// at: -1.3 0.7
// at: 7.5 0.7
// family: Statements
// construct: `switch` with fallthrough, default anywhere, no match, nested, in loops

double switch_no_match(double x, double y) {
  double r = x;
  switch ((int)x) {
  case 5:
    r = 0.0;
  }
  switch ((int)x) {
  default:
    r *= y;
  case -1:
    r += x * y;
    break;
  case 2:
  case 7:
    r -= y * y;
  }
  return r;
}
