// function: recursion_context
// signature: double(double,double)
// at: 1.3 0.7
// family: Recursion
// construct: callbacks with a context behind `void *`, over records that hold text

struct Item {
  char name[16];
  double value;
  Item *next;
};

struct Context {
  double scale;
  int calls;
};

static double visit(Item *items, int n, double (*f)(Item *, void *), void *context) {
  if (n == 0)
    return 0;
  Item t = items[0];
  double r = f(&t, context);
  items[n - 1] = t;
  return r + visit(items + 1, n - 1, f, context);
}

static double weigh(Item *i, void *c) {
  Context *context = static_cast<Context *>(c);
  context->calls++;
  context->scale *= 1.1;
  i->value *= context->scale;
  return i->value * (i->name[0] - 'a');
}

double recursion_context(double x, double y) {
  Item items[3] = {{"a", x, nullptr}, {"b", y, nullptr}, {"c", x * y, nullptr}};
  Context c{y, 0};
  double r = visit(items, 3, weigh, &c);
  return r + items[2].value * c.scale + c.calls;
}
