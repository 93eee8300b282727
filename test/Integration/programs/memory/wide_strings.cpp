// covers: string literals of wide characters, arrays of them, raw and concatenated literals decide what is computed
// function: wide_strings
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.4 1.9
// standard: c++20
// family: C and extensions
// construct: literals of `wchar_t`, `char16_t`, `char32_t`, `char8_t`; raw and concatenated ones

static double apply(const wchar_t *program, double x, double y) {
  double s = y;
  for (; *program; program++)
    switch (*program) {
    case L'a':
      s += x;
      break;
    case L'\u20ac':
      s *= x;
      break;
    case L'\U0001F600':
      s = s * s;
      break;
    default:
      s -= 0.5 * y;
    }
  return s;
}

double wide_strings(double x, double y) {
  wchar_t local[8] = L"a\u20ac";
  static const char16_t steps[] = u"ab\u20ac";
  const char32_t *codes = U"x\U0001F600";
  const char8_t *bytes = u8"\u20ac";
  double s = apply(L"a\u20ac" L"\U0001F600z", x, y) + apply(local, y, x) + apply(local + 3, x, x);
  for (int i = 0; steps[i]; i++)
    s += steps[i] == u'\u20ac' ? x : y;
  s += codes[1] == U'\U0001F600' ? x * y : 0.0;
  s += bytes[0] == 0xe2 && bytes[2] == 0xac ? x * x : 0.0;
  const char *raw = R"(\n")" "\x41\101";
  s += (raw[0] == '\\' && raw[3] == 'A' && raw[4] == 65) ? y * y : 0.0;
  return s + double(sizeof local / sizeof local[0]) * x;
}
