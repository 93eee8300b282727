// function: memory_bytes
// signature: double(const double*,int)
// at: 1.3 0.7 -0.4
// family: Text
// construct: memcmp, memchr, strlen and memset on characters and integers around active values

#include <cstring>

double memory_bytes(const double *x, int n) {
  char text[16] = "abcabd";
  int first[4] = {1, 2, 3, n}, second[4] = {1, 2, 3, 4};
  double sum = 0.0;
  for (int i = 0; i < n; i++) {
    const char *found = static_cast<const char *>(std::memchr(text, 'a' + i, std::strlen(text)));
    if (found)
      sum += x[i] * (1.0 + (found - text)) * x[0];
    if (std::memcmp(text, text + 3, 3) < 0)
      sum += x[i];
    text[i] = 'x';
  }
  char *last = static_cast<char *>(std::memchr(text, 'b', 6));
  if (last)
    *last = 'y';
  std::memset(first, n, 2 * sizeof(int));
  sum *= std::memcmp(first, second, sizeof first) > 0 ? x[1] : x[2];
  return sum + text[4] + first[1] * 1e-9 + (std::memchr(text, 'q', 6) == nullptr);
}
