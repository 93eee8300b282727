// function: recursion_cast_union
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// family: Recursion
// construct: pointers that are stored as one member of a union and read as another

struct Cell {
  double a, b;
};

union Place {
  Cell *cell;
  double (*numbers)[2];
};

static double (*look(const Place &place, int depth))[2] {
  return depth > 0 ? look(place, depth - 1) : place.numbers;
}

static double walk(Cell *cell, double t, int depth) {
  Place place;
  place.cell = cell;
  double (*numbers)[2] = look(place, depth);
  double before = cell->b * t;
  (*numbers)[1] += before * cell->a;
  double inner = depth > 0 ? walk(cell, cell->b, depth - 1) : t;
  (*numbers)[0] *= inner;
  return cell->a * before + inner;
}

double recursion_cast_union(const double *x, int) {
  Cell cell = {x[0], x[1]};
  double sum = walk(&cell, x[2], 2);
  return sum + cell.a * cell.b;
}
