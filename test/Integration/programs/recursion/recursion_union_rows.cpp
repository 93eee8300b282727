// function: recursion_union_rows
// signature: double(double,double)
// at: 1.3 0.7
// oracle: differences
// family: Recursion
// construct: records of unions and their kinds, swapped

union Cell {
  double number;
  const double *list;
};

struct Row {
  Cell cells[3];
  int kinds[3];
};

static double sum(Row *row, int i, double f) {
  if (i == 3)
    return 0;
  double v = row->kinds[i] ? row->cells[i].list[1] : row->cells[i].number;
  Cell t = row->cells[i];
  row->cells[i] = row->cells[(i + 1) % 3];
  row->cells[(i + 1) % 3] = t;
  int k = row->kinds[i];
  row->kinds[i] = row->kinds[(i + 1) % 3];
  row->kinds[(i + 1) % 3] = k;
  if (i == 1) {
    row->kinds[0] = 0;
    row->cells[0].number = v * f;
  }
  return v * f + sum(row, i + 1, f * v);
}

double recursion_union_rows(double x, double y) {
  const double list[2] = {x, y};
  Row r;
  r.kinds[0] = 0;
  r.cells[0].number = list[0] * list[1];
  r.kinds[1] = 1;
  r.cells[1].list = list;
  r.kinds[2] = 0;
  r.cells[2].number = list[1];
  double s = sum(&r, 0, 1.5);
  for (int i = 0; i < 3; i++)
    s += (i + 2) * (r.kinds[i] ? r.cells[i].list[0] : r.cells[i].number);
  return s;
}
