// function: assembly_barrier
// signature: double(double,double)
// at: 1.3 0.7
// at: -0.3 0.4
// family: Statements
// construct: assembly that is a comment or a barrier for the optimizer
double assembly_barrier(double x, double y) {
  asm("# begin");
  double z = x * y;
  asm volatile("" : "+m"(z) : : "memory");
  for (int i = 0; i < 3; i++) {
    asm("# round");
    z += x * z;
    asm("" : "+m"(x));
  }
  return z * x;
}
