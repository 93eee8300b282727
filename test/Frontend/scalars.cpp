// Integer and floating-point operators: signedness, overflow flags, promotions, comparisons.
//
// RUN: costate-import --function arithmetic --function wrapping --function narrow --function compare --function shifts --function logic %s | FileCheck %s
double arithmetic(int i, double x) { return i * 2 + x / i; }
// CHECK-LABEL: @_Z10arithmeticid
// CHECK: arith.muli {{.*}} overflow<nsw> : i32
// CHECK: arith.sitofp
// CHECK: arith.divf
unsigned wrapping(unsigned u) { return u * 3 - 1; }
// CHECK-LABEL: @_Z8wrappingj
// CHECK: arith.muli %{{[^ ]*}}, %{{[^ ]*}} : i32
// CHECK: arith.subi %{{[^ ]*}}, %{{[^ ]*}} : i32
short narrow(short s) { return s++ + (signed char)s; }
// CHECK-LABEL: @_Z6narrows
// CHECK: arith.addi %{{[^ ]*}}, %{{[^ ]*}} : i16
// CHECK: arith.extsi {{.*}} : i16 to i32
// CHECK: arith.trunci {{.*}} : i16 to i8
bool compare(double x, unsigned u, long l) { return (x != 1) == (u < 3u) != (l > -1); }
// CHECK-LABEL: @_Z7comparedjl
// CHECK: arith.cmpf une
// CHECK: arith.cmpi ult
// CHECK: arith.cmpi sgt
long shifts(long a, int n, unsigned u) { return (a << n) + (u >> 3) + (a >> 1); }
// CHECK-LABEL: @_Z6shiftslij
// CHECK: arith.extui {{.*}} : i32 to i64
// CHECK: arith.shli
// CHECK: arith.shrui
// CHECK: arith.shrsi
int logic(int a, double x) { return a && x ? ~a : !a; }
// CHECK-LABEL: @_Z5logicid
// CHECK: cf.cond_br %{{.*}}, ^[[SECOND:bb[0-9]+]], ^[[FALSE:bb[0-9]+]]
// CHECK: ^bb{{[0-9]+}}(%{{.*}}: i32):
