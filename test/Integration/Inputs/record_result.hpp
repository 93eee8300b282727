#ifndef RECORD_RESULT_HPP
#define RECORD_RESULT_HPP
struct Vector { double x, y, z; int n; };
struct Small { float a, b; };
Vector rotate(Vector a, double angle, const double *p);
Small half(const Small &s, float factor);
#endif
