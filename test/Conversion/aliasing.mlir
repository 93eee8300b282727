// RUN: %costate-opt %s -lower-calling-convention | FileCheck %s
// Parameters of derivatives are noalias where the contract of the request says so, and nowhere else.

// CHECK: func.func @plain(%{{.*}}: !cxx.ptr<f64> {llvm.noalias}, %{{.*}}: !cxx.ptr<f64> {llvm.noalias})
func.func @plain(%x: !cxx.ptr<f64> {cxx.name = "x"}, %b: !cxx.ptr<f64> {cxx.name = "x_bar"}) attributes {ad.derivative} { return }

// CHECK: func.func @may_alias(%{{.*}}: !cxx.ptr<f64>, %{{.*}}: !cxx.ptr<f64>)
func.func @may_alias(%x: !cxx.ptr<f64> {cxx.name = "x"}, %b: !cxx.ptr<f64> {cxx.name = "x_bar"}) attributes {ad.derivative, ad.may_alias} { return }

// Through a pointer in memory another way may lead to the same object.
!node = !cxx.record<"Node", 16, 8, {"value" : f64 at 0, "next" : !cxx.ptr<!cxx.record<"Node">> at 8}>
// CHECK: func.func @list(%{{.*}}: !cxx.ptr<!cxx.record<{{.*}}>>, %{{.*}}: !cxx.ptr<f64>, %{{.*}}: !cxx.ptr<f64> {llvm.noalias})
func.func @list(%n: !cxx.ptr<!node> {cxx.name = "n"}, %x: !cxx.ptr<f64> {cxx.name = "x"}, %b: !cxx.ptr<f64> {cxx.name = "x_bar"}) attributes {ad.derivative} { return }

// A writable global can be what an argument points to.
cxx.global @state : f64
// CHECK: func.func @global(%{{.*}}: !cxx.ptr<f64>, %{{.*}}: !cxx.ptr<f64> {llvm.noalias})
func.func @global(%x: !cxx.ptr<f64> {cxx.name = "x"}, %b: !cxx.ptr<f64> {cxx.name = "x_bar"}) attributes {ad.derivative} {
  %s = cxx.address_of @state : !cxx.ptr<f64>
  return
}

// CHECK: func.func @primal(%{{.*}}: !cxx.ptr<f64>)
func.func @primal(%x: !cxx.ptr<f64> {cxx.name = "x"}) { return }
