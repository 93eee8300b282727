// covers: blocks of a data-dependent number in a while loop, some leaked into a list and released later
// function: heap_lifetimes
// signature: double(double,double)
// at: 1.3 0.7
// at: 0.5 1.6
// family: Variables and memory
// construct: `malloc`, `calloc`, `free`; in loops, in helpers, released early

struct Link {
  double v;
  Link *next;
  double *extra;
};

double heap_lifetimes(double x, double y) {
  Link *head = nullptr;
  double v = x, s = 0.0;
  int k = 0;
  while (v < 20.0 && k < 12) {
    Link *link = new Link;
    link->v = v * y;
    link->extra = k % 3 ? nullptr : new double[2]{v, x * k};
    link->next = head;
    head = link;
    if (head->next && head->v > 3.0) {
      Link *gone = head->next;
      s += gone->v * head->v;
      head->next = gone->next;
      if (gone->extra) {
        s += gone->extra[0] * gone->extra[1];
        delete[] gone->extra;
      }
      delete gone;
    }
    v = v * 1.3 + y;
    k++;
  }
  while (head) {
    Link *next = head->next;
    if (head->extra) {
      s += head->extra[1] * head->v;
      delete[] head->extra;
    }
    s = s * 0.9 + head->v;
    delete head;
    head = next;
  }
  return s;
}
