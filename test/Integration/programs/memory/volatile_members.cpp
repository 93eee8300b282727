// function: volatile_members
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Objects and memory
// construct: `volatile` members beside numbers; flags that say what happened

enum class State : short { Fresh, Used };

struct Cell {
  volatile State state;
  double value;
  volatile int uses[2];
};

static double touch(Cell *cell, volatile int *count) {
  if (cell->state == State::Used)
    return cell->value * ++*count;
  cell->state = State::Used;
  cell->uses[*count & 1]++;
  cell->value *= cell->value;
  return cell->uses[0] - cell->value;
}

double volatile_members(const double *x, int n) {
  Cell cells[3] = {};
  for (Cell &cell : cells)
    cell.value = x[&cell - cells];
  int count = 0;
  double sum = 0.0;
  for (int i = 0; i < 3 * n; i++) {
    Cell copy = cells[i % 3];
    sum += touch(i % 4 == 3 ? &copy : &cells[i % 3], &count) * x[i % n];
    if (count > 5 && copy.state == State::Used)
      return sum * count + copy.value;
  }
  return sum;
}
