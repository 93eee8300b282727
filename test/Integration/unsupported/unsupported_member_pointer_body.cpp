// function: unsupported_member_pointer_body
// signature: double(double,double)
// expect: refused elsewhere
// construct: pointers to member functions without a body

struct Model {
  double a;
  double here() const { return a * a; }
  double elsewhere() const;
};

double unsupported_member_pointer_body(double x, double y) {
  Model m{x};
  double (Model::*f)() const = y > 0.0 ? &Model::here : &Model::elsewhere;
  return (m.*f)() * y;
}
