// function: recursion_parser
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.2 2.5
// family: Recursion
// construct: a recursive descent parser that evaluates: a cursor by reference, switch, loops

static double sum(const char *&at, double x, double y);

static double atom(const char *&at, double x, double y) {
  switch (*at) {
  case '(': {
    ++at;
    double v = sum(at, x, y);
    ++at;
    return v;
  }
  case 'x':
    ++at;
    return x;
  case 'y':
    ++at;
    return y;
  case '-':
    ++at;
    return -atom(at, x, y);
  default: {
    double v = 0.0;
    while (*at >= '0' && *at <= '9')
      v = 10.0 * v + (*at++ - '0');
    return v;
  }
  }
}

static double product(const char *&at, double x, double y) {
  double v = atom(at, x, y);
  while (*at == '*' || *at == '/') {
    char op = *at++;
    double w = atom(at, x, y);
    v = op == '*' ? v * w : v / w;
  }
  return v;
}

static double sum(const char *&at, double x, double y) {
  double v = product(at, x, y);
  while (*at == '+' || *at == '-') {
    bool plus = *at++ == '+';
    double w = product(at, x, y);
    v = plus ? v + w : v - w;
  }
  return v;
}

double recursion_parser(double x, double y) {
  const char *text = "(x*x+3*y)/(1+y*-(2-x*(y+7)*x))-x*(y-12/(x+1))*(y*y)";
  return sum(text, x, y);
}
