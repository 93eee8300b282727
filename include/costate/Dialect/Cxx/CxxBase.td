// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The 'cxx' dialect and its types.

#ifndef COSTATE_DIALECT_CXX_CXXBASE
#define COSTATE_DIALECT_CXX_CXXBASE

include "mlir/IR/OpBase.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"
include "mlir/Interfaces/DataLayoutInterfaces.td"
include "mlir/Interfaces/MemorySlotInterfaces.td"

def Cxx_Dialect : Dialect {
  let name = "cxx";
  let summary = "Typed memory, records and object lifetimes of C++";
  let description = [{
    What the upstream dialects cannot say about C++: typed pointers, records with clang's layout,
    element offsets, typed copies, allocation with element types, lifetimes. Memory stays typed until
    the last lowering; nothing is an untyped pointer before that. Integers are signless, as in `arith`;
    `bool` is `i1` both as a value and as a memory type (stored as one byte).
  }];
  let cppNamespace = "::costate::cxx";
  let hasConstantMaterializer = 1;
  let useDefaultAttributePrinterParser = 1;
  let dependentDialects = ["::mlir::arith::ArithDialect", "::mlir::ub::UBDialect"];
  // Written by hand: the record type is mutable, which a type definition in this language cannot be.
  let extraClassDeclaration = [{
    ::mlir::Type parseType(::mlir::DialectAsmParser &parser) const override;
    void printType(::mlir::Type type, ::mlir::DialectAsmPrinter &printer) const override;

  private:
    void registerTypes();
    void registerRecordType();
    void registerOperations();

  public:
  }];
}

class Cxx_Type<string typeName, string typeMnemonic, list<Trait> traits = []>
    : TypeDef<Cxx_Dialect, typeName, traits> {
  let mnemonic = typeMnemonic;
}

def Cxx_PtrType : Cxx_Type<"Ptr", "ptr"> {
  let summary = "Pointer or reference to an object of the pointee type";
  let description = [{
    `!cxx.ptr<f64>`. The pointee is any first-class type: integers, floats, pointers, arrays, records,
    or the builtin `none` for `void`.
  }];
  let parameters = (ins "::mlir::Type":$pointee);
  let assemblyFormat = "`<` $pointee `>`";
  let builders = [TypeBuilderWithInferredContext<(ins "::mlir::Type":$pointee), [{
    return $_get(pointee.getContext(), pointee);
  }]>];
}

def Cxx_ArrayType : Cxx_Type<"Array", "array", [
    DeclareTypeInterfaceMethods<DestructurableTypeInterface>]> {
  let summary = "Array of a compile-time extent";
  let parameters = (ins "uint64_t":$size, "::mlir::Type":$elementType);
  let assemblyFormat = "`<` $size `x` $elementType `>`";
  let builders = [TypeBuilderWithInferredContext<
      (ins "uint64_t":$size, "::mlir::Type":$elementType), [{
    return $_get(elementType.getContext(), size, elementType);
  }]>];
}

def Cxx_CodeType : Cxx_Type<"Code", "code"> {
  let summary = "Address of a function or of a virtual table";
  let description = [{
    What function pointers and the hidden pointers of polymorphic objects hold. Such an address is
    compared and called, never read through, and has no derivative: unlike a `!cxx.ptr` it needs no
    shadow. Eight bytes in memory.
  }];
}

def Cxx_AnyPtr : Type<CPred<"::llvm::isa<::costate::cxx::PtrType>($_self)">, "a cxx pointer",
                      "::costate::cxx::PtrType">;
def Cxx_RecordPtr : Type<And<[Cxx_AnyPtr.predicate,
    CPred<"::llvm::isa<::costate::cxx::RecordType>("
          "::llvm::cast<::costate::cxx::PtrType>($_self).getPointee())">]>,
    "a pointer to a record", "::costate::cxx::PtrType">;
def Cxx_ArrayPtr : Type<And<[Cxx_AnyPtr.predicate,
    CPred<"::llvm::isa<::costate::cxx::ArrayType>("
          "::llvm::cast<::costate::cxx::PtrType>($_self).getPointee())">]>,
    "a pointer to an array", "::costate::cxx::PtrType">;

// How storage was obtained, hence how it has to be released.
def Cxx_AllocKind : I32EnumAttr<"AllocKind", "how heap storage is obtained", [
    I32EnumAttrCase<"Malloc", 0, "malloc">,
    I32EnumAttrCase<"Calloc", 1, "calloc">,
    I32EnumAttrCase<"New", 2, "new">,
    I32EnumAttrCase<"NewArray", 3, "new_array">,
    I32EnumAttrCase<"OperatorNew", 4, "operator_new">,
    I32EnumAttrCase<"NewCounted", 5, "new_counted">,
    I32EnumAttrCase<"AlignedMalloc", 6, "aligned_malloc">]> {
  let cppNamespace = "::costate::cxx";
  let genSpecializedAttr = 0;
}
def Cxx_AllocKindAttr : EnumAttr<Cxx_Dialect, Cxx_AllocKind, "alloc_kind">;

def Cxx_DeallocKind : I32EnumAttr<"DeallocKind", "how heap storage is released", [
    I32EnumAttrCase<"Free", 0, "free">,
    I32EnumAttrCase<"Delete", 1, "delete">,
    I32EnumAttrCase<"DeleteArray", 2, "delete_array">,
    I32EnumAttrCase<"OperatorDelete", 3, "operator_delete">,
    I32EnumAttrCase<"DeleteCounted", 4, "delete_counted">,
    I32EnumAttrCase<"AlignedFree", 5, "aligned_free">]> {
  let cppNamespace = "::costate::cxx";
  let genSpecializedAttr = 0;
}
def Cxx_DeallocKindAttr : EnumAttr<Cxx_Dialect, Cxx_DeallocKind, "dealloc_kind">;

def Cxx_AtomicKind : I32EnumAttr<"AtomicKind", "what an atomic operation puts in place of the old value", [
    I32EnumAttrCase<"Add", 0, "add">,
    I32EnumAttrCase<"Sub", 1, "sub">,
    I32EnumAttrCase<"And", 2, "and">,
    I32EnumAttrCase<"Or", 3, "or">,
    I32EnumAttrCase<"Xor", 4, "xor">,
    I32EnumAttrCase<"Nand", 5, "nand">,
    I32EnumAttrCase<"Exchange", 6, "exchange">,
    I32EnumAttrCase<"CompareExchange", 7, "compare_exchange">]> {
  let cppNamespace = "::costate::cxx";
  let genSpecializedAttr = 0;
}
def Cxx_AtomicKindAttr : EnumAttr<Cxx_Dialect, Cxx_AtomicKind, "atomic_kind">;

def Cxx_PtrPredicate : I32EnumAttr<"PtrPredicate", "pointer comparison", [
    I32EnumAttrCase<"eq", 0>, I32EnumAttrCase<"ne", 1>, I32EnumAttrCase<"lt", 2>,
    I32EnumAttrCase<"le", 3>, I32EnumAttrCase<"gt", 4>, I32EnumAttrCase<"ge", 5>]> {
  let cppNamespace = "::costate::cxx";
  let genSpecializedAttr = 0;
}
def Cxx_PtrPredicateAttr : EnumAttr<Cxx_Dialect, Cxx_PtrPredicate, "ptr_predicate">;

// The direction and comparison of a counted loop; see `cxx.trip_count`.
def Cxx_LoopPredicate : I32EnumAttr<"LoopPredicate", "condition under which a counted loop goes on", [
    I32EnumAttrCase<"slt", 0>, I32EnumAttrCase<"sle", 1>, I32EnumAttrCase<"sgt", 2>,
    I32EnumAttrCase<"sge", 3>, I32EnumAttrCase<"ult", 4>, I32EnumAttrCase<"ule", 5>,
    I32EnumAttrCase<"ugt", 6>, I32EnumAttrCase<"uge", 7>, I32EnumAttrCase<"ne", 8>]> {
  let cppNamespace = "::costate::cxx";
  let genSpecializedAttr = 0;
}
def Cxx_LoopPredicateAttr : EnumAttr<Cxx_Dialect, Cxx_LoopPredicate, "loop_predicate">;

class Cxx_Op<string mnemonic, list<Trait> traits = []> : Op<Cxx_Dialect, mnemonic, traits>;

#endif // COSTATE_DIALECT_CXX_CXXBASE
