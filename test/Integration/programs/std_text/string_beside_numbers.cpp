// function: string_beside_numbers
// signature: double(double,double)
// at: 1.3 0.7
// family: Strings and streams
// construct: strings and active numbers in one object: copied, moved, swapped, in vectors

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

struct Entry {
  std::string name;
  double value;
  std::string unit = "m";
  double weight = 1.0;
};

double string_beside_numbers(double x, double y) {
  Entry a{"first", x * y}, b{"the second entry has a long name", x + y, "kilogram"};
  Entry c = a;
  c.name += " copy";
  c.value *= x;
  std::swap(a, b);
  std::vector<Entry> entries;
  entries.push_back(a);
  entries.push_back(std::move(b));
  entries.push_back(c);
  entries.push_back({"the fourth entry has a long name, too", y * y, "", x});
  entries[0] = std::move(entries[3]);
  entries.erase(entries.begin() + 3);
  std::sort(entries.begin(), entries.end(),
            [](const Entry &l, const Entry &r) { return l.name < r.name; });
  double s = 0.0;
  for (const Entry &e : entries)
    s = s * x + e.value * e.weight * double(e.name.size() + e.unit.size());
  return s;
}
