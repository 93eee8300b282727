// function: recursion_cast_base
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// family: Recursion
// construct: a function hands a pointer to a base class on to one that casts it to the derived
// class and keeps a pointer to a member of that

struct Link {
  int tag;
};

struct Cell : Link {
  double value, weight;
};

struct Holder {
  double *place;
};

static void find(Link *link, Holder *holder, int depth) {
  Cell *cell = static_cast<Cell *>(link);
  if (depth > 0)
    return find(link, holder, depth - 1);
  holder->place = cell->tag > 0 ? &cell->weight : &cell->value;
}

static double through(Link *link, double t, int depth) {
  if (depth > 3)
    return 0.0;
  Holder holder = {nullptr};
  find(link, &holder, depth);
  *holder.place *= t;
  double before = *holder.place * t;
  link->tag = -link->tag;
  double inner = through(link, t * 0.5, depth + 1);
  *holder.place = before * inner + 0.25;
  return before + inner * *holder.place;
}

double recursion_cast_base(const double *x, int) {
  Cell cell;
  cell.tag = 1;
  cell.value = x[0];
  cell.weight = x[1] * x[2];
  double sum = through(&cell, x[2], 0);
  return sum * cell.weight - cell.value;
}
