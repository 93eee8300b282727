// RUN: %costate-opt %s -split-input-file -verify-diagnostics
// What the verifiers refuse.

!r = !cxx.record<"R", 8, 8, {"x" : f64 at 0}>
func.func @load_record(%p: !cxx.ptr<!r>) {
  // expected-error@+1 {{only integers, floats and pointers are values}}
  %v = cxx.load %p : !cxx.ptr<!r>
  return
}

// -----

func.func @store_type(%p: !cxx.ptr<f64>, %v: f32) {
  // expected-note@-1 {{prior use here}}
  // expected-error@+1 {{use of value '%v' expects different type}}
  cxx.store %v, %p : !cxx.ptr<f64>
  return
}

// -----

!r = !cxx.record<"R1", 8, 8, {"x" : f64 at 0}>
func.func @field_index(%p: !cxx.ptr<!r>) {
  // expected-error@+1 {{has index 1, but record 'R1' has 1 fields}}
  %f = cxx.field %p[1] : !cxx.ptr<!r> -> !cxx.ptr<f64>
  return
}

// -----

!r = !cxx.record<"R2", 8, 8, {"x" : f64 at 0}>
func.func @field_type(%p: !cxx.ptr<!r>) {
  // expected-error@+1 {{gives a pointer to 'f32', but the field has type 'f64'}}
  %f = cxx.field %p[0] : !cxx.ptr<!r> -> !cxx.ptr<f32>
  return
}

// -----

func.func @field_incomplete(%p: !cxx.ptr<!cxx.record<"Unknown">>) {
  // expected-error@+1 {{reaches into the incomplete record 'Unknown'}}
  %f = cxx.field %p[0] : !cxx.ptr<!cxx.record<"Unknown">> -> !cxx.ptr<f32>
  return
}

// -----

func.func @element_type(%p: !cxx.ptr<!cxx.array<2 x f64>>, %i: i64) {
  // expected-error@+1 {{gives a pointer to 'f32', but the elements have type 'f64'}}
  %e = cxx.element %p[%i] : !cxx.ptr<!cxx.array<2 x f64>> -> !cxx.ptr<f32>
  return
}

// -----

func.func @unknown_global() {
  // expected-error@+1 {{names an unknown global @nothing}}
  %g = cxx.address_of @nothing : !cxx.ptr<f64>
  return
}

// -----

cxx.global @g : f64
func.func @global_type() {
  // expected-error@+1 {{gives a pointer to 'f32', but @g has type 'f64'}}
  %g = cxx.address_of @g : !cxx.ptr<f32>
  return
}

// -----

func.func @zero_step(%a: i32, %b: i32) {
  // expected-error@+1 {{has step 0}}
  %n = cxx.trip_count ne %a to %b step 0 : i32
  return
}

// -----

func.func @wrong_direction(%a: i32, %b: i32) {
  // expected-error@+1 {{steps by -1, away from its upper bound}}
  %n = cxx.trip_count slt %a to %b step -1 : i32
  return
}

// -----

func.func private @first(!cxx.ptr<!cxx.record<"Twice", 8, 8, {"x" : f64 at 0}>>)
// expected-error@+2 {{record 'Twice' was given another body before}}
// expected-error@+1 {{failed to parse Cxx_PtrType parameter 'pointee'}}
func.func private @second(!cxx.ptr<!cxx.record<"Twice", 4, 4, {"x" : f32 at 0}>>)
