// function: map_string_keys
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4 2.2
// family: Standard containers
// construct: `std::map` with active values

#include <map>
#include <string>

double map_string_keys(const double *x, int n) {
  std::map<std::string, double> parameters;
  parameters["mass"] = x[0];
  parameters["stiffness"] = x[1] * x[1];
  parameters["damping"] = 0.1;
  const char *names[] = {"mass", "stiffness", "damping"};
  double s = n;
  for (int i = 0; i < 6; i++)
    s += parameters[names[i % 3]] * parameters["mass"] * (i + 1.0);
  return s;
}
