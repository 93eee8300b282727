// function: new_delete_destructors
// signature: double(double,double)
// at: 1.3 0.7
// family: Classes
// construct: new and delete of objects with constructors and destructors, arrays with counts, nested owners
struct Node {
  double v;
  double *log;
  Node *next;
  Node(double value, double *l, Node *n) : v(value), log(l), next(n) {}
  ~Node() {
    *log += v * v;
    delete next;
    next = nullptr;
  }
};
struct Cell {
  double v = 1.5;
  double *log = nullptr;
  ~Cell() {
    if (log)
      *log = *log * 1.1 + v;
  }
};

double new_delete_destructors(double x, double y) {
  double log = x;
  Node *list = nullptr;
  {
    Node a(x, &log, nullptr);
    list = new Node(y, &log, nullptr);
    a.v *= list->v;
  }
  delete list;
  int n = x > 1.0 ? 3 : 2;
  Cell *cells = new Cell[n];
  for (int i = 0; i < n; ++i) {
    cells[i].v *= x + i * y;
    cells[i].log = &log;
  }
  double s = cells[1].v * log;
  delete[] cells;
  Cell pair[2] = {{x, &log}, {y, &log}};
  return s + log * pair[0].v;
}
