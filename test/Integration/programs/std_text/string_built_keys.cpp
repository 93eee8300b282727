// function: string_built_keys
// signature: double(double,double)
// at: 1.3 0.7
// family: Strings and streams
// construct: strings that are built, compared, searched and cut

#include <string>
#include <vector>

static double pick(const std::string &key, const std::vector<std::string> &names,
                   const std::vector<double> &values) {
  for (std::size_t i = 0; i < names.size(); i++)
    if (names[i] == key)
      return values[i];
  return 0.5;
}

double string_built_keys(double x, double y) {
  std::vector<std::string> names;
  std::vector<double> values;
  const std::string prefix = "layer";
  for (int i = 0; i < 5; i++) {
    names.push_back(prefix + "." + std::to_string(i) + (i % 2 ? ".weight" : ".bias of this layer"));
    values.push_back(i % 2 ? x * (i + 1) : y - i);
  }
  double s = 1.0;
  for (int i = 4; i >= 0; i--) {
    std::string key = prefix;
    key += '.';
    key.append(std::to_string(i));
    key += i % 2 ? ".weight" : ".bias";
    s = s * 0.5 + pick(key, names, values) * x;
    std::string::size_type dot = names[i].rfind('.');
    if (names[i].substr(dot + 1) < "c" && names[i].compare(0, 5, "layer") == 0)
      s *= pick(names[i], names, values);
  }
  return s;
}
