// covers: C: enum, switch with fallthrough, do-while, the comma operator
// function: c_switch
// signature: double(double,double)
// at: 1.3 0.7
// at: 2.3 0.2
// family: Functions
// construct: C sources

enum phase { START, GROW, STOP };

double c_switch(double x, double y) {
  enum phase phase = START;
  double s = 0.0;
  int turns = 0;
  do {
    switch (phase) {
    case START:
      s = x, phase = GROW;
      break;
    case GROW:
      s = s * x + y;
      if (s < 20.0)
        break;
      phase = STOP; /* falls through */
    case STOP:
      s -= y;
    }
  } while (phase != STOP && ++turns < 30);
  return s * turns;
}
