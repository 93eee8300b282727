// function: recursion_variant_tree
// signature: double(double,double)
// at: 1.3 0.7
// family: Recursion
// construct: trees of `std::variant`

#include <variant>
struct Lit {
  double v;
};
struct Add;
struct Mul;
struct Expr;
struct Add {
  const Expr *l, *r;
};
struct Mul {
  const Expr *l, *r;
};
struct Expr {
  std::variant<Lit, Add, Mul> node;
};
static double eval(const Expr &e) {
  if (auto *l = std::get_if<Lit>(&e.node))
    return l->v;
  if (auto *a = std::get_if<Add>(&e.node))
    return eval(*a->l) + eval(*a->r);
  const Mul &m = std::get<Mul>(e.node);
  return eval(*m.l) * eval(*m.r);
}
double recursion_variant_tree(double x, double y) {
  Expr a{Lit{x}}, b{Lit{y}};
  Expr s{Add{&a, &b}};
  Expr p{Mul{&s, &a}};
  Expr q{Add{&p, &s}};
  return eval(q) * eval(p);
}
