// RUN: %costate-opt %s -split-input-file -verify-diagnostics -emit-ptx="arch=sm_90"
// What has no device version is refused at its place.

func.func @f(%p: !cxx.ptr<i8> {cxx.name = "p"}) -> i32 attributes {ad.derivative} {
  // expected-error@+1 {{'std::puts' cannot be called on a GPU [costate-unsupported-on-device]}}
  %r = cxx.inactive_call "puts"(%p) {cxx_callee = "std::puts"} : (!cxx.ptr<i8>) -> i32
  return %r : i32
}

// -----

func.func @f(%x: f32) -> f32 attributes {ad.derivative} {
  // expected-error@+1 {{estimates of the host's processor do not exist on a GPU [costate-unsupported-on-device]}}
  %r = cxx.rsqrt_estimate %x : f32
  return %r : f32
}
