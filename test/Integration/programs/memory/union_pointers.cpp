// covers: storage that holds a pointer to active memory, then active numbers, copied, shifted, cleared in between
// function: union_pointers
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.2 0.4
// tolerance: 1e-4
// family: Classes
// construct: unions of pointers and numbers, reused

#include <cstring>

union Cell {
  float *place;
  float pair[2];
};

double union_pointers(double x, double y) {
  float v[2] = {float(x), float(y)};
  Cell cells[4], spare[4];
  float s = 0, r = 0;
  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < 4; i++)
      cells[i].place = &v[(i + round) % 2];
    for (int i = 0; i < 4; i++)
      spare[3 - i] = cells[i];
    for (int i = 0; i < 4; i++)
      s += *spare[i].place * 0.5f * (i + 1);
    if (round == 1)
      memset(cells, 0, sizeof cells);
    for (int i = round; i < 4; i++) {
      cells[i].pair[0] = s * v[i % 2];
      cells[i].pair[1] = s + 1;
    }
    for (int k = 0; k < 3; k++) {
      Cell first = cells[round];
      for (int i = round; i < 3; i++)
        cells[i] = cells[i + 1];
      cells[3] = first;
    }
    r += cells[round].pair[0] * 0.01f + cells[3].pair[1] * v[0] * 0.1f;
    *spare[round].place *= 0.5f;
  }
  return r + cells[2].pair[0] * x;
}
