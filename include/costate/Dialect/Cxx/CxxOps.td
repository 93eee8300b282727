// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operations of the 'cxx' dialect: storage, access paths, heap, copies, calls, counted loops.

#ifndef COSTATE_DIALECT_CXX_CXXOPS
#define COSTATE_DIALECT_CXX_CXXOPS

include "costate/Dialect/Cxx/CxxBase.td"
include "costate/Dialect/Cxx/CxxExceptionOps.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

//===------------------------------ storage ------------------------------===//

def Cxx_AllocaOp : Cxx_Op<"alloca", [
    DeclareOpInterfaceMethods<PromotableAllocationOpInterface>,
    DeclareOpInterfaceMethods<DestructurableAllocationOpInterface>]> {
  let summary = "Storage of a local object; lives until the function returns";
  let description = [{
    One object of the pointee type. The importer puts every alloca into the entry block. `name` is the
    variable's name in the source, empty for temporaries. The content is undefined at first;
    with `zeroed` it is all zero bits (used for shadow memory). `alignment` is given where it is more
    than the type's own: storage for objects of other types.
  }];
  let arguments = (ins DefaultValuedAttr<StrAttr, "\"\"">:$name, UnitAttr:$zeroed,
                       OptionalAttr<I64Attr>:$alignment);
  let results = (outs Res<Cxx_AnyPtr, "", [MemAlloc]>:$address);
  let assemblyFormat = [{
    ($name^)? (`zeroed` $zeroed^)? (`aligned` $alignment^)? attr-dict `:` type($address)
  }];
  let builders = [OpBuilder<(ins "::mlir::Type":$type, "::llvm::StringRef":$name, "bool":$zeroed), [{
    build($_builder, $_state, type, name, zeroed, ::mlir::IntegerAttr());
  }]>];
  let extraClassDeclaration = [{
    ::mlir::Type getElementType() { return getAddress().getType().getPointee(); }
  }];
}

def Cxx_LoadOp : Cxx_Op<"load", [
    DeclareOpInterfaceMethods<PromotableMemOpInterface>,
    DeclareOpInterfaceMethods<SafeMemorySlotAccessOpInterface>,
    TypesMatchWith<"the value has the pointee type", "address", "value",
                   "::llvm::cast<::costate::cxx::PtrType>($_self).getPointee()">]> {
  let summary = "Read a scalar or pointer from memory";
  let description = "The value is an integer, float or pointer; records and arrays are copied with `cxx.copy`.";
  let arguments = (ins Arg<Cxx_AnyPtr, "", [MemRead]>:$address);
  let results = (outs AnyType:$value);
  let assemblyFormat = "$address attr-dict `:` type($address)";
  let hasVerifier = 1;
}

def Cxx_StoreOp : Cxx_Op<"store", [
    DeclareOpInterfaceMethods<PromotableMemOpInterface>,
    DeclareOpInterfaceMethods<SafeMemorySlotAccessOpInterface>,
    TypesMatchWith<"the value has the pointee type", "address", "value",
                   "::llvm::cast<::costate::cxx::PtrType>($_self).getPointee()">]> {
  let summary = "Write a scalar or pointer to memory";
  let arguments = (ins AnyType:$value, Arg<Cxx_AnyPtr, "", [MemWrite]>:$address);
  let assemblyFormat = "$value `,` $address attr-dict `:` type($address)";
  let hasVerifier = 1;
}

//===---------------------------- access paths ---------------------------===//

def Cxx_FieldOp : Cxx_Op<"field", [Pure,
    DeclareOpInterfaceMethods<DestructurableAccessorOpInterface>,
    DeclareOpInterfaceMethods<SafeMemorySlotAccessOpInterface>]> {
  let summary = "Address of a field (or base subobject) of a record, by index";
  let arguments = (ins Cxx_RecordPtr:$record, I32Attr:$index);
  let results = (outs Cxx_AnyPtr:$address);
  let assemblyFormat = "$record `[` $index `]` attr-dict `:` type($record) `->` type($address)";
  let hasVerifier = 1;
}

def Cxx_ElementOp : Cxx_Op<"element", [Pure,
    DeclareOpInterfaceMethods<DestructurableAccessorOpInterface>,
    DeclareOpInterfaceMethods<SafeMemorySlotAccessOpInterface>]> {
  let summary = "Address of an element of an array object";
  let description = [{
    Array-to-pointer decay is `element %a[0]`. `offset(element(a, i), j)` folds to `element(a, i + j)`.
  }];
  let arguments = (ins Cxx_ArrayPtr:$array, I64:$index);
  let results = (outs Cxx_AnyPtr:$address);
  let assemblyFormat = "$array `[` $index `]` attr-dict `:` type($array) `->` type($address)";
  let hasVerifier = 1;
  let hasFolder = 0;
}

def Cxx_OffsetOp : Cxx_Op<"offset", [Pure, AllTypesMatch<["base", "address"]>]> {
  let summary = "Pointer arithmetic in units of the pointee: base + index (in bounds)";
  let arguments = (ins Cxx_AnyPtr:$base, I64:$index);
  let results = (outs Cxx_AnyPtr:$address);
  let assemblyFormat = "$base `[` $index `]` attr-dict `:` type($base)";
  let hasFolder = 1;
  let hasCanonicalizer = 1;
}

def Cxx_NullOp : Cxx_Op<"null", [Pure, ConstantLike]> {
  let summary = "The null pointer";
  let results = (outs Cxx_AnyPtr:$address);
  let assemblyFormat = "attr-dict `:` type($address)";
  let hasFolder = 1;
}

def Cxx_CastOp : Cxx_Op<"cast", [Pure]> {
  let summary = "Same address, other pointee type (void pointers, reinterpret_cast)";
  let arguments = (ins Cxx_AnyPtr:$source);
  let results = (outs Cxx_AnyPtr:$address);
  let assemblyFormat = "$source attr-dict `:` type($source) `to` type($address)";
  let hasFolder = 1;
  let hasCanonicalizer = 1;
}

def Cxx_PtrDiffOp : Cxx_Op<"ptr_diff", [Pure, SameTypeOperands]> {
  let summary = "Distance of two pointers into one array, in elements";
  let arguments = (ins Cxx_AnyPtr:$lhs, Cxx_AnyPtr:$rhs);
  let results = (outs I64:$distance);
  let assemblyFormat = "$lhs `,` $rhs attr-dict `:` type($lhs)";
  let hasFolder = 1;
  let hasCanonicalizer = 1;
}

def Cxx_NumberToPtrOp : Cxx_Op<"number_to_ptr", [Pure]> {
  let summary = "The pointer whose address is a number";
  let description = [{
    The number of an address is its distance from null in bytes, `ptr_diff %p, %null`. Which object the
    pointer leads to, only the computation of the number tells; normalization replaces the operation by
    an offset from a pointer to that object (`resolve-addresses`), or refuses it.
  }];
  let arguments = (ins I64:$number);
  let results = (outs Cxx_AnyPtr:$address);
  let assemblyFormat = "$number attr-dict `:` type($address)";
}

def Cxx_PtrCmpOp : Cxx_Op<"ptr_cmp", [Pure, SameTypeOperands]> {
  let summary = "Compare two pointers";
  let arguments = (ins Cxx_PtrPredicateAttr:$predicate, Cxx_AnyPtr:$lhs, Cxx_AnyPtr:$rhs);
  let results = (outs I1:$result);
  let assemblyFormat = "$predicate $lhs `,` $rhs attr-dict `:` type($lhs)";
  let hasFolder = 1;
  let hasCanonicalizer = 1;
}

//===-------------------------------- heap -------------------------------===//

def Cxx_AllocOp : Cxx_Op<"alloc"> {
  let summary = "Heap storage for `count` objects of the pointee type";
  let description = [{
    `malloc`, `calloc` (all zero bits), `new T` (count 1), `new T[count]` and calls of `operator new`,
    which give storage without objects. `new_counted` is `new T[count]` of objects with a destructor:
    the count is kept in front of them, as `delete[]` wants it (`cxx.array_count`). With `zeroed`, `new` and `new[]` value-initialize scalars:
    `new T[n]()`. Storage whose type nobody has told is counted in bytes: its pointee is `none`.
    `aligned_malloc` is what programs build on `malloc` themselves: the address is rounded up by 1 to
    `alignment` bytes, and the one that `malloc` gave stands in the eight bytes in front of it, where
    `aligned_free` finds it.
    Fails as the primal does: null for the C functions, `std::bad_alloc` for `new`. `alignment` is
    what the call asks for beyond the default.
  }];
  let arguments = (ins Cxx_AllocKindAttr:$kind, I64:$count, UnitAttr:$zeroed,
                       OptionalAttr<I64Attr>:$alignment);
  let results = (outs Res<Cxx_AnyPtr, "", [MemAlloc]>:$address);
  let assemblyFormat = [{
    $kind $count (`zeroed` $zeroed^)? (`aligned` $alignment^)? attr-dict `:` type($address)
  }];
  let builders = [OpBuilder<(ins "::mlir::Type":$type, "::costate::cxx::AllocKind":$kind,
                                 "::mlir::Value":$count, "bool":$zeroed), [{
    build($_builder, $_state, type, kind, count, zeroed, ::mlir::IntegerAttr());
  }]>];
}

def Cxx_ArrayCountOp : Cxx_Op<"array_count", [MemoryEffects<[MemRead]>]> {
  let summary = "Number of objects of a `new_counted` block";
  let arguments = (ins Cxx_AnyPtr:$address);
  let results = (outs I64:$count);
  let assemblyFormat = "$address attr-dict `:` type($address)";
}

def Cxx_DeallocOp : Cxx_Op<"dealloc"> {
  let summary = "Release heap storage: `free`, `delete`, `delete[]`, `operator delete`; null is allowed";
  let arguments = (ins Cxx_DeallocKindAttr:$kind, Arg<Cxx_AnyPtr, "", [MemFree, MemWrite]>:$address,
                       OptionalAttr<I64Attr>:$alignment);
  let assemblyFormat = "$kind $address (`aligned` $alignment^)? attr-dict `:` type($address)";
  let builders = [OpBuilder<(ins "::costate::cxx::DeallocKind":$kind, "::mlir::Value":$address), [{
    build($_builder, $_state, kind, address, ::mlir::IntegerAttr());
  }]>];
}

//===------------------------------- copies ------------------------------===//

def Cxx_CopyOp : Cxx_Op<"copy", [SameTypeOperands,
    DeclareOpInterfaceMethods<PromotableMemOpInterface>,
    DeclareOpInterfaceMethods<DestructurableAccessorOpInterface>,
    DeclareOpInterfaceMethods<SafeMemorySlotAccessOpInterface>]> {
  let summary = "Copy one object (record or array assignment)";
  let description = "`*target = *source`. Source and target are equal or disjoint.";
  let arguments = (ins Arg<Cxx_AnyPtr, "", [MemWrite]>:$target, Arg<Cxx_AnyPtr, "", [MemRead]>:$source);
  let assemblyFormat = "$target `,` $source attr-dict `:` type($target)";
  let hasCanonicalizer = 1;
}

def Cxx_CopyNOp : Cxx_Op<"copy_n", [AllTypesMatch<["target", "source"]>]> {
  let summary = "Copy `count` consecutive objects: memcpy, or memmove with `overlapping`";
  let arguments = (ins Arg<Cxx_AnyPtr, "", [MemWrite]>:$target, Arg<Cxx_AnyPtr, "", [MemRead]>:$source,
                       I64:$count, UnitAttr:$overlapping);
  let assemblyFormat = "$target `,` $source `,` $count (`overlapping` $overlapping^)? attr-dict `:` type($target)";
  let hasCanonicalizer = 1;
}

def Cxx_FillOp : Cxx_Op<"fill", [
    DeclareOpInterfaceMethods<PromotableMemOpInterface>,
    DeclareOpInterfaceMethods<DestructurableAccessorOpInterface>,
    DeclareOpInterfaceMethods<SafeMemorySlotAccessOpInterface>]> {
  let summary = "Set `count` consecutive objects to a repeated byte: memset, zero initialization";
  let description = [{
    `byte` is a constant attribute; 0 gives zero in every scalar type. The importer refuses a non-zero
    byte over types that hold floats or pointers.
  }];
  let arguments = (ins Arg<Cxx_AnyPtr, "", [MemWrite]>:$target, I64:$count,
                       DefaultValuedAttr<I8Attr, "0">:$byte);
  let assemblyFormat = "$target `,` $count attr-dict `:` type($target)";
}

def Cxx_AtomicOp : Cxx_Op<"atomic", [AllTypesMatch<["value", "old"]>]> {
  let summary = "Replace an integer in memory at once; sequentially consistent";
  let description = [{
    `value` is the operand of the arithmetic or what is stored; `compare_exchange` stores it only where
    `expected` is found. The result is the old value. Executed exactly once, in the first sweep, like
    the primal: other threads may use the same integer (a count of references).
  }];
  let arguments = (ins Cxx_AtomicKindAttr:$kind,
                       Arg<Cxx_AnyPtr, "", [MemRead, MemWrite]>:$address, AnyInteger:$value,
                       Optional<AnyInteger>:$expected);
  let results = (outs AnyInteger:$old);
  let hasVerifier = 1;
  let assemblyFormat = [{
    $kind $address `,` $value (`if` $expected^ `:` type($expected))? attr-dict
    `:` type($address) `,` type($value)
  }];
}

//===------------------------------- globals -----------------------------===//

def Cxx_GlobalOp : Cxx_Op<"global", [Symbol]> {
  let summary = "A namespace-scope or static variable, or a string literal";
  let description = [{
    `initial` is a dense/array/string attribute for constants whose value is embedded; absent for
    external variables. `constant` promises that nobody writes it. `cxx_name` is the qualified name
    in the source, empty for literals.
    The initial value: IntegerAttr/FloatAttr for scalars, StringAttr for char arrays (bytes incl. the
    terminating zero), ArrayAttr of these for arrays and records (in field order).
  }];
  let arguments = (ins SymbolNameAttr:$sym_name, TypeAttr:$type, OptionalAttr<AnyAttr>:$initial,
                       UnitAttr:$constant, UnitAttr:$internal,
                       DefaultValuedAttr<StrAttr, "\"\"">:$cxx_name,
                       OptionalAttr<StrAttr>:$sym_visibility);
  let assemblyFormat = [{
    (`constant` $constant^)? (`internal` $internal^)? $sym_name `:` $type (`=` $initial^)? attr-dict
  }];
}

def Cxx_AddressOfOp : Cxx_Op<"address_of", [Pure,
    DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "Address of a `cxx.global`";
  let arguments = (ins FlatSymbolRefAttr:$global);
  let results = (outs Cxx_AnyPtr:$address);
  let assemblyFormat = "$global attr-dict `:` type($address)";
}

//===------------------------- addresses of code -------------------------===//

def Cxx_CodeAddressOp : Cxx_Op<"code_address", [Pure]> {
  let summary = "Address of a function or an address point of a virtual table; null";
  let description = [{
    `symbol` is the linker name, `offset` a distance in bytes (the address point of a virtual table);
    no symbol: the null pointer, or with an offset the place of a virtual function as a pointer to a
    member holds it (1 + its distance from the address point). The symbol need not exist in the program that is linked: an address
    that nobody else can know is still different from all others. `internal`: other translation
    units cannot name the symbol. It is no symbol reference: the function may be inlined and erased.
  }];
  let arguments = (ins StrAttr:$symbol, DefaultValuedAttr<I64Attr, "0">:$offset,
                       UnitAttr:$internal);
  let results = (outs Cxx_CodeType:$address);
  let assemblyFormat = "$symbol (`+` $offset^)? (`internal` $internal^)? attr-dict";
}

def Cxx_CodeEqualOp : Cxx_Op<"code_equal", [Pure, Commutative]> {
  let summary = "Whether two addresses of code are the same";
  let arguments = (ins Cxx_CodeType:$lhs, Cxx_CodeType:$rhs);
  let results = (outs I1:$result);
  let assemblyFormat = "$lhs `,` $rhs attr-dict";
  let hasFolder = 1;
}

def Cxx_CodeToPtrOp : Cxx_Op<"code_to_ptr", [Pure]> {
  let summary = "An address of code as a pointer to data (`reinterpret_cast<void *>(f)`)";
  let description = [{
    Nothing that carries a derivative is ever found there: to the analyses the pointer is like null.
  }];
  let arguments = (ins Cxx_CodeType:$code);
  let results = (outs Cxx_AnyPtr:$address);
  let assemblyFormat = "$code attr-dict `:` type($address)";
}

def Cxx_PtrToCodeOp : Cxx_Op<"ptr_to_code", [Pure]> {
  let summary = "A pointer to data as an address of code";
  let arguments = (ins Cxx_AnyPtr:$address);
  let results = (outs Cxx_CodeType:$code);
  let assemblyFormat = "$address attr-dict `:` type($address)";
  let hasFolder = 1;
}

//===---------------------------- inactive calls -------------------------===//

def Cxx_InactiveCallOp : Cxx_Op<"inactive_call", [MemoryEffects<[MemRead, MemWrite]>]> {
  let summary = "Call of an external function that no derivative flows through";
  let description = [{
    `printf` and friends. Executed exactly once, in the first sweep, in the primal's order. It may read
    the objects that its operands point to and may write those of `char` type only. `callee` is the
    linker name, `cxx_callee` its name in the source (`std::printf`). `variadic_from` is the index
    of the first variadic argument, or -1. A call that does not return (`abort`) has `noreturn`;
    the operations after it are then not reached, control flow is not cut in the IR.
  }];
  let arguments = (ins StrAttr:$callee, StrAttr:$cxx_callee, Variadic<AnyType>:$arguments,
                       DefaultValuedAttr<I32Attr, "-1">:$variadic_from, UnitAttr:$noreturn);
  let results = (outs Variadic<AnyType>:$results);
  let assemblyFormat = [{
    $callee `(` $arguments `)` attr-dict `:` functional-type($arguments, $results)
  }];
}

def Cxx_VirtualBaseOp : Cxx_Op<"virtual_base", [MemoryEffects<[MemRead]>]> {
  let summary = "Address of a virtual base of an object of the standard library";
  let description = [{
    The distance lies `place` bytes from where the object's hidden pointer leads to. `derived` and `base` are
    the classes in C++. The object is alive; it is reached from both addresses alike.
  }];
  let arguments = (ins Cxx_AnyPtr:$object, I64Attr:$place, StrAttr:$derived, StrAttr:$base);
  let results = (outs Cxx_AnyPtr:$address);
  let assemblyFormat = [{
    $object `at` $place `from` $derived `to` $base attr-dict `:` type($object) `->` type($address)
  }];
}

def Cxx_AssertOp : Cxx_Op<"assert", [MemoryEffects<[MemRead, MemWrite]>]> {
  let summary = "`assert(condition)`: aborts with the C library's message when false";
  let arguments = (ins I1:$condition, StrAttr:$expression, StrAttr:$file, I32Attr:$line, StrAttr:$function);
  let assemblyFormat = "$condition `,` $expression `,` $file `:` $line `in` $function attr-dict";
}

//===----------------------------- arithmetic ----------------------------===//

def Cxx_MulAddOp : Cxx_Op<"mul_add", [Pure, SameOperandsAndResultType]> {
  let summary = "a * b + c, fused or not as the target likes (clang's -ffp-contract=on)";
  let description = [{
    What clang emits as `llvm.fmuladd` for `a * b + c` within one expression, so that primal values stay
    bit-equal to clang's own code. With `subtract`: a * b - c. With `negate`: c - a * b.
  }];
  let arguments = (ins AnyFloat:$a, AnyFloat:$b, AnyFloat:$c, UnitAttr:$subtract, UnitAttr:$negate);
  let results = (outs AnyFloat:$result);
  let assemblyFormat = "$a `,` $b `,` $c attr-dict `:` type($result)";
}

class Cxx_UnaryMathOp<string mnemonic, string text>
    : Cxx_Op<mnemonic, [Pure, SameOperandsAndResultType]> {
  let summary = text;
  let arguments = (ins AnyFloat:$x);
  let results = (outs AnyFloat:$result);
  let assemblyFormat = "$x attr-dict `:` type($result)";
}
class Cxx_BinaryMathOp<string mnemonic, string text>
    : Cxx_Op<mnemonic, [Pure, SameOperandsAndResultType]> {
  let summary = text;
  let arguments = (ins AnyFloat:$x, AnyFloat:$y);
  let results = (outs AnyFloat:$result);
  let assemblyFormat = "$x `,` $y attr-dict `:` type($result)";
}

// Library mathematics that the upstream 'math' dialect lacks.
def Cxx_TgammaOp : Cxx_UnaryMathOp<"tgamma", "The gamma function">;
def Cxx_LgammaOp : Cxx_UnaryMathOp<"lgamma", "log |gamma(x)|">;
def Cxx_DigammaOp : Cxx_UnaryMathOp<"digamma", "Derivative of lgamma (costate/runtime.hpp)">;
def Cxx_TrigammaOp : Cxx_UnaryMathOp<"trigamma", "Derivative of digamma (costate/runtime.hpp)">;
def Cxx_Exp10Op : Cxx_UnaryMathOp<"exp10", "10 to the power x (GNU)">;
def Cxx_RintOp : Cxx_UnaryMathOp<"rint", "Round to integer in the current rounding mode">;
def Cxx_NearbyintOp : Cxx_UnaryMathOp<"nearbyint", "Like rint, without the inexact exception">;
def Cxx_HypotOp : Cxx_BinaryMathOp<"hypot", "sqrt(x^2 + y^2) without overflow">;
def Cxx_RemainderOp : Cxx_BinaryMathOp<"remainder", "IEEE remainder">;
def Cxx_FdimOp : Cxx_BinaryMathOp<"fdim", "Positive difference">;
def Cxx_FminOp : Cxx_BinaryMathOp<"fmin", "C's fmin: the number where one operand is NaN">;
def Cxx_FmaxOp : Cxx_BinaryMathOp<"fmax", "C's fmax: the number where one operand is NaN">;
def Cxx_Hypot3Op : Cxx_Op<"hypot3", [Pure, SameOperandsAndResultType]> {
  let summary = "std::hypot(x, y, z)";
  let arguments = (ins AnyFloat:$x, AnyFloat:$y, AnyFloat:$z);
  let results = (outs AnyFloat:$result);
  let assemblyFormat = "$x `,` $y `,` $z attr-dict `:` type($result)";
}


// What vector units of x86 estimate (`rsqrtss`, `rcpss`): about 12 bits, which ones depends on the processor.
class Cxx_EstimateOp<string mnemonic, string text>
    : Cxx_Op<mnemonic, [Pure, SameOperandsAndResultType]> {
  let summary = text;
  let arguments = (ins F32:$x);
  let results = (outs F32:$result);
  let assemblyFormat = "$x attr-dict `:` type($result)";
}
def Cxx_RsqrtEstimateOp : Cxx_EstimateOp<"rsqrt_estimate", "1 / sqrt(x) to about 12 bits">;
def Cxx_RcpEstimateOp : Cxx_EstimateOp<"rcp_estimate", "1 / x to about 12 bits">;

def Cxx_ComplexFunctionOp : Cxx_Op<"complex_function", [Pure]> {
  let summary = "Real or imaginary part of a function of complex numbers";
  let description = [{
    Each argument is two operands, its real and its imaginary part. `function` is `mul` (Annex G: the product,
    recovered where both of its parts are NaN), `div`, or the C library's name without its `c`: `exp`, `log`,
    `sqrt`, `pow`, `sin`, `cos`, `tan`, `asin`, `acos`, `atan`, their hyperbolic relatives, `proj`.
  }];
  let arguments = (ins StrAttr:$function, UnitAttr:$imaginary, Variadic<AnyFloat>:$parts);
  let results = (outs AnyFloat:$result);
  let assemblyFormat = [{
    $function (`imaginary` $imaginary^)? `(` $parts `)` attr-dict `:` functional-type($parts, $result)
  }];
  let hasVerifier = 1;
}

//===---------------------------- counted loops --------------------------===//

def Cxx_TripCountOp : Cxx_Op<"trip_count", [Pure, SameTypeOperands]> {
  let summary = "Number of iterations of `for (i = lower; i PRED upper; i += step)`";
  let description = [{
    Operands are integers of the induction variable's type; `step` is a non-zero constant. The
    result is never negative. For `ne`, the loop is known to reach `upper` exactly
    ((upper - lower) divisible by step in that direction, with wrap-around arithmetic).
    Together with `cxx.induction` this keeps the source's loop recognizable for printers and
    for range reasoning, while `scf.for` always runs from 0 to the trip count with step 1.
  }];
  let arguments = (ins Cxx_LoopPredicateAttr:$predicate, AnySignlessInteger:$lower,
                       AnySignlessInteger:$upper, I64Attr:$step);
  let results = (outs I64:$trips);
  let assemblyFormat = "$predicate $lower `to` $upper `step` $step attr-dict `:` type($lower)";
  let hasFolder = 1;
  let hasVerifier = 1;
}

def Cxx_InductionOp : Cxx_Op<"induction", [Pure, AllTypesMatch<["lower", "value"]>]> {
  let summary = "Value of the induction variable in iteration t: lower + step * t (wrapping)";
  let description = [{
    With `nsw` the source's increments do not overflow as signed numbers (C++ says so for signed
    induction variables), and neither does the result for any iteration from 0 to the trip count.
  }];
  let arguments = (ins AnySignlessInteger:$lower, I64:$iteration, I64Attr:$step, UnitAttr:$nsw);
  let results = (outs AnySignlessInteger:$value);
  let assemblyFormat = "$lower `at` $iteration `step` $step (`nsw` $nsw^)? attr-dict `:` type($value)";
  let hasVerifier = 1;
  let hasFolder = 1;
}

#endif // COSTATE_DIALECT_CXX_CXXOPS
