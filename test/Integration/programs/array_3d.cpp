// covers: three-dimensional array with partial initialisation
// function: array_3d
// signature: double(double,double)
// at: 1.3 0.7
// family: Variables and memory
// construct: arrays of one to three dimensions, initializer lists, partly or not at all initialized

double array_3d(double x, double y) {
  double t[2][3][2] = {{{x, y}, {x * y}}, {{1.0}}};
  for (int i = 0; i < 2; i++)
    for (int j = 1; j < 3; j++)
      for (int k = 0; k < 2; k++)
        t[i][j][k] += t[i][j - 1][1 - k] * x + t[1 - i][j][k];
  double s = 0.0;
  int weight = 1;
  for (int i = 0; i < 2; i++)
    for (const auto &row : t[i])
      for (int k = 0; k < 2; k++)
        s += row[k] * weight++;
  return s;
}
