// function: accept_bundle_adjustment
// signature: double(const double*,int)
// at: 0.02 -0.03 0.01 0.1 -0.2 0.3 500.0 0.01 -0.002 0.4 -0.3 5.0
// at: 0.0 0.0 0.0 0.1 -0.2 0.3 500.0 0.01 -0.002 0.4 -0.3 5.0
// second: no
// family: Acceptance
// construct: a bundle-adjustment functor template with rotations

// The reprojection error of a camera with nine parameters and one point, in the style of Ceres: a templated functor.
#include <array>
#include <cmath>
#include <limits>

namespace ba {

template <typename T> T dot(const T a[3], const T b[3]) { return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]; }

template <typename T> void cross(const T a[3], const T b[3], T result[3]) {
  result[0] = a[1] * b[2] - a[2] * b[1];
  result[1] = a[2] * b[0] - a[0] * b[2];
  result[2] = a[0] * b[1] - a[1] * b[0];
}

/// Rodrigues' formula, with its limit at the identity.
template <typename T> void rotate(const T angle_axis[3], const T point[3], T result[3]) {
  using std::cos;
  using std::sin;
  using std::sqrt;
  const T theta2 = dot(angle_axis, angle_axis);
  if (theta2 > T(std::numeric_limits<double>::epsilon())) {
    const T theta = sqrt(theta2);
    const T cosine = cos(theta), sine = sin(theta), inverse = T(1.0) / theta;
    const T axis[3] = {angle_axis[0] * inverse, angle_axis[1] * inverse, angle_axis[2] * inverse};
    T axis_cross_point[3];
    cross(axis, point, axis_cross_point);
    const T scale = dot(axis, point) * (T(1.0) - cosine);
    for (int i = 0; i < 3; ++i)
      result[i] = point[i] * cosine + axis_cross_point[i] * sine + axis[i] * scale;
  } else {
    T axis_cross_point[3];
    cross(angle_axis, point, axis_cross_point);
    for (int i = 0; i < 3; ++i)
      result[i] = point[i] + axis_cross_point[i];
  }
}

class SnavelyReprojectionError {
public:
  SnavelyReprojectionError(double observed_x, double observed_y) : observed_x(observed_x), observed_y(observed_y) {}

  template <typename T> bool operator()(const T *const camera, const T *const point, T *residuals) const {
    T p[3];
    rotate(camera, point, p);
    p[0] += camera[3];
    p[1] += camera[4];
    p[2] += camera[5];
    if (p[2] == T(0.0))
      return false;
    const T xp = -p[0] / p[2];
    const T yp = -p[1] / p[2];
    const T &l1 = camera[7];
    const T &l2 = camera[8];
    const T r2 = xp * xp + yp * yp;
    const T distortion = T(1.0) + r2 * (l1 + l2 * r2);
    const T &focal = camera[6];
    residuals[0] = focal * distortion * xp - T(observed_x);
    residuals[1] = focal * distortion * yp - T(observed_y);
    return true;
  }

private:
  const double observed_x, observed_y;
};

struct HuberLoss {
  double delta;
  double operator()(double s) const {
    if (s <= delta * delta)
      return s;
    return 2.0 * delta * std::sqrt(s) - delta * delta;
  }
};

} // namespace ba

double accept_bundle_adjustment(const double *x, int) {
  const std::array<std::array<double, 2>, 3> observations = {{{-40.0, 30.0}, {-51.0, 47.5}, {10.0, 300.0}}};
  const ba::HuberLoss loss{5.0};
  double cost = 0.0;
  for (const auto &observation : observations) {
    const ba::SnavelyReprojectionError error(observation[0], observation[1]);
    double residuals[2];
    if (!error(x, x + 9, residuals))
      return 1e30;
    cost += 0.5 * loss(residuals[0] * residuals[0] + residuals[1] * residuals[1]);
  }
  return cost;
}
