// function: template_traits_iterator
// signature: double(double,double)
// at: 1.3 0.7
// family: Templates
// construct: template template parameters, dependent names, partial specialization

#include <memory>
#include <vector>

template <class T> struct Traits {
  static double weight(const T &t) { return t; }
};
template <class T> struct Traits<T *> {
  static double weight(T *t) { return 2.0 * Traits<T>::weight(*t); }
};
template <template <class, class> class Container, class T> struct Bag {
  using Items = Container<T, std::allocator<T>>;
  Items items;
  double weight() const {
    double s = 0.0;
    for (typename Items::const_iterator it = items.begin(); it != items.end(); ++it)
      s += Traits<T>::weight(*it) * Traits<T>::weight(*it);
    return s;
  }
};

double template_traits_iterator(double x, double y) {
  Bag<std::vector, double> values;
  Bag<std::vector, double *> pointers;
  values.items = {x, y, x * y};
  for (double &v : values.items)
    pointers.items.push_back(&v);
  *pointers.items[0] *= y;
  return values.weight() + pointers.weight() * x;
}
