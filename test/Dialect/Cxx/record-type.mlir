// RUN: %costate-opt %s | %costate-opt | FileCheck %s
// Records are identified by their names; inside its own body a record is only its name.

// CHECK-LABEL: func.func @list
// CHECK-SAME: !cxx.ptr<!cxx.record<"Node", 16, 8, {"value" : f64 at 0, "next" : !cxx.ptr<!cxx.record<"Node">> at 8}>>
!node = !cxx.record<"Node", 16, 8, {"value" : f64 at 0, "next" : !cxx.ptr<!cxx.record<"Node">> at 8}>
func.func @list(%n: !cxx.ptr<!node>) -> !cxx.ptr<!node> {
  %next = cxx.field %n[1] : !cxx.ptr<!node> -> !cxx.ptr<!cxx.ptr<!node>>
  %r = cxx.load %next : !cxx.ptr<!cxx.ptr<!node>>
  // CHECK: return
  return %r : !cxx.ptr<!node>
}

// A record that is never defined may be pointed to.
// CHECK: func.func private @opaque(!cxx.ptr<!cxx.record<"Opaque">>)
func.func private @opaque(!cxx.ptr<!cxx.record<"Opaque">>)

// CHECK: func.func private @empty(!cxx.ptr<!cxx.record<"Empty", 1, 1, {}>>)
func.func private @empty(!cxx.ptr<!cxx.record<"Empty", 1, 1, {}>>)
