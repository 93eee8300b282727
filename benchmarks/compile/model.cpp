// function: model
// signature: double(const std::vector<double>&,int)

// A function of 200 lines, with what ordinary numeric code is made of: loops over a container,
// branches, small work arrays, functions of the C library. What compiling its gradient costs:
// measure.py.
#include <cmath>
#include <vector>

double model(const std::vector<double> &x, int n) {
  double s = 0, a = x[0], b = x[1];
  double w1[4] = {a, b, s, a * b};
  for (int i = 0; i < 3; ++i)
    w1[i + 1] += w1[i] * w1[i];
  s += 1e-3 * w1[3];
  if (a > b) {
    a = b * std::sqrt(1 + a * a);
  } else {
    b = b - a * s * 1e-3;
  }
  if (a > b) {
    a = b * std::sqrt(1 + a * a);
  } else {
    b = b - a * s * 1e-3;
  }
  double w4[4] = {a, b, s, a * b};
  for (int i = 0; i < 3; ++i)
    w4[i + 1] += w4[i] * w4[i];
  s += 1e-3 * w4[3];
  double t5 = std::sin(a) * b + 0.840;
  a = a * 0.9 + t5 * 0.1;
  for (int i = 1; i < n; ++i) {
    s += x[i] * a - x[i - 1] * b;
    b = 0.5 * b + std::exp(-x[i] * x[i]);
  }
  double t7 = std::sin(a) * b + 0.901;
  a = a * 0.9 + t7 * 0.1;
  double t8 = std::sin(a) * b + 0.372;
  a = a * 0.9 + t8 * 0.1;
  for (int i = 1; i < n; ++i) {
    s += x[i] * a - x[i - 1] * b;
    b = 0.5 * b + std::exp(-x[i] * x[i]);
  }
  const double u10 = a * b / (1 + s * s);
  s = s + std::tanh(u10);
  double w11[4] = {a, b, s, a * b};
  for (int i = 0; i < 3; ++i)
    w11[i + 1] += w11[i] * w11[i];
  s += 1e-3 * w11[3];
  double t12 = std::sin(a) * b + 0.574;
  a = a * 0.9 + t12 * 0.1;
  double t13 = std::sin(a) * b + 0.731;
  a = a * 0.9 + t13 * 0.1;
  const double u14 = a * b / (1 + s * s);
  s = s + std::tanh(u14);
  if (a > b) {
    a = b * std::sqrt(1 + a * a);
  } else {
    b = b - a * s * 1e-3;
  }
  for (int i = 1; i < n; ++i) {
    s += x[i] * a - x[i - 1] * b;
    b = 0.5 * b + std::exp(-x[i] * x[i]);
  }
  const double u17 = a * b / (1 + s * s);
  s = s + std::tanh(u17);
  for (int i = 1; i < n; ++i) {
    s += x[i] * a - x[i - 1] * b;
    b = 0.5 * b + std::exp(-x[i] * x[i]);
  }
  double t19 = std::sin(a) * b + 0.139;
  a = a * 0.9 + t19 * 0.1;
  double w20[4] = {a, b, s, a * b};
  for (int i = 0; i < 3; ++i)
    w20[i + 1] += w20[i] * w20[i];
  s += 1e-3 * w20[3];
  const double u21 = a * b / (1 + s * s);
  s = s + std::tanh(u21);
  for (int i = 1; i < n; ++i) {
    s += x[i] * a - x[i - 1] * b;
    b = 0.5 * b + std::exp(-x[i] * x[i]);
  }
  for (int i = 1; i < n; ++i) {
    s += x[i] * a - x[i - 1] * b;
    b = 0.5 * b + std::exp(-x[i] * x[i]);
  }
  double t24 = std::sin(a) * b + 0.972;
  a = a * 0.9 + t24 * 0.1;
  double t25 = std::sin(a) * b + 0.209;
  a = a * 0.9 + t25 * 0.1;
  for (int i = 1; i < n; ++i) {
    s += x[i] * a - x[i - 1] * b;
    b = 0.5 * b + std::exp(-x[i] * x[i]);
  }
  for (int i = 1; i < n; ++i) {
    s += x[i] * a - x[i - 1] * b;
    b = 0.5 * b + std::exp(-x[i] * x[i]);
  }
  for (int i = 1; i < n; ++i) {
    s += x[i] * a - x[i - 1] * b;
    b = 0.5 * b + std::exp(-x[i] * x[i]);
  }
  if (a > b) {
    a = b * std::sqrt(1 + a * a);
  } else {
    b = b - a * s * 1e-3;
  }
  if (a > b) {
    a = b * std::sqrt(1 + a * a);
  } else {
    b = b - a * s * 1e-3;
  }
  for (int i = 1; i < n; ++i) {
    s += x[i] * a - x[i - 1] * b;
    b = 0.5 * b + std::exp(-x[i] * x[i]);
  }
  double w32[4] = {a, b, s, a * b};
  for (int i = 0; i < 3; ++i)
    w32[i + 1] += w32[i] * w32[i];
  s += 1e-3 * w32[3];
  for (int i = 1; i < n; ++i) {
    s += x[i] * a - x[i - 1] * b;
    b = 0.5 * b + std::exp(-x[i] * x[i]);
  }
  for (int i = 1; i < n; ++i) {
    s += x[i] * a - x[i - 1] * b;
    b = 0.5 * b + std::exp(-x[i] * x[i]);
  }
  for (int i = 1; i < n; ++i) {
    s += x[i] * a - x[i - 1] * b;
    b = 0.5 * b + std::exp(-x[i] * x[i]);
  }
  const double u36 = a * b / (1 + s * s);
  s = s + std::tanh(u36);
  if (a > b) {
    a = b * std::sqrt(1 + a * a);
  } else {
    b = b - a * s * 1e-3;
  }
  double t38 = std::sin(a) * b + 0.361;
  a = a * 0.9 + t38 * 0.1;
  for (int i = 1; i < n; ++i) {
    s += x[i] * a - x[i - 1] * b;
    b = 0.5 * b + std::exp(-x[i] * x[i]);
  }
  for (int i = 1; i < n; ++i) {
    s += x[i] * a - x[i - 1] * b;
    b = 0.5 * b + std::exp(-x[i] * x[i]);
  }
  if (a > b) {
    a = b * std::sqrt(1 + a * a);
  } else {
    b = b - a * s * 1e-3;
  }
  double t42 = std::sin(a) * b + 0.332;
  a = a * 0.9 + t42 * 0.1;
  double w43[4] = {a, b, s, a * b};
  for (int i = 0; i < 3; ++i)
    w43[i + 1] += w43[i] * w43[i];
  s += 1e-3 * w43[3];
  double w44[4] = {a, b, s, a * b};
  for (int i = 0; i < 3; ++i)
    w44[i + 1] += w44[i] * w44[i];
  s += 1e-3 * w44[3];
  double t45 = std::sin(a) * b + 0.596;
  a = a * 0.9 + t45 * 0.1;
  if (a > b) {
    a = b * std::sqrt(1 + a * a);
  } else {
    b = b - a * s * 1e-3;
  }
  double t47 = std::sin(a) * b + 0.310;
  a = a * 0.9 + t47 * 0.1;
  if (a > b) {
    a = b * std::sqrt(1 + a * a);
  } else {
    b = b - a * s * 1e-3;
  }
  const double u49 = a * b / (1 + s * s);
  s = s + std::tanh(u49);
  if (a > b) {
    a = b * std::sqrt(1 + a * a);
  } else {
    b = b - a * s * 1e-3;
  }
  for (int i = 1; i < n; ++i) {
    s += x[i] * a - x[i - 1] * b;
    b = 0.5 * b + std::exp(-x[i] * x[i]);
  }
  const double u52 = a * b / (1 + s * s);
  s = s + std::tanh(u52);
  const double u53 = a * b / (1 + s * s);
  s = s + std::tanh(u53);
  for (int i = 1; i < n; ++i) {
    s += x[i] * a - x[i - 1] * b;
    b = 0.5 * b + std::exp(-x[i] * x[i]);
  }
  double t55 = std::sin(a) * b + 0.256;
  a = a * 0.9 + t55 * 0.1;
  double t56 = std::sin(a) * b + 0.949;
  a = a * 0.9 + t56 * 0.1;
  if (a > b) {
    a = b * std::sqrt(1 + a * a);
  } else {
    b = b - a * s * 1e-3;
  }
  return s;
}
