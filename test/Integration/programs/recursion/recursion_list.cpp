// function: recursion_list
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// at: 0.9
// family: Recursion
// construct: a list on the stack: each call links to its caller's local

struct Link {
  double value;
  const Link *next;
};

static double fold(const Link *link) {
  return link ? link->value * link->value + 0.5 * fold(link->next) * link->value : 1.0;
}

static double extend(const double *x, int n, const Link *rest) {
  if (n == 0)
    return fold(rest);
  Link link = {x[0], rest};
  double inner = extend(x + 1, n - 1, &link);
  link.value *= inner;
  return inner + fold(&link);
}

double recursion_list(const double *x, int n) { return extend(x, n, nullptr); }
