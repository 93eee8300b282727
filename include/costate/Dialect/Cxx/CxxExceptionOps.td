// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Operations of the 'cxx' dialect for exceptions. Those with successors live up to inlining only,
// which resolves them: a raise that a visible handler takes becomes a jump, what is left is a real
// throw. docs/Dialects/Cxx/Rationale.md tells the whole story.

#ifndef COSTATE_DIALECT_CXX_CXXEXCEPTIONOPS
#define COSTATE_DIALECT_CXX_CXXEXCEPTIONOPS

include "costate/Dialect/Cxx/CxxBase.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Cxx_ExceptionAttr : AttrDef<Cxx_Dialect, "Exception"> {
  let mnemonic = "exception";
  let summary = "The static type of a thrown object";
  let description = [{
    `type_info` is the linker name of its type information, `spelling` the type in the source, `object` the
    type in IR, `destructor` the linker name of the complete destructor (empty: trivial). `bases`
    lists the unambiguous public bases that a handler may name instead. `bytewise`: the object may
    be moved to another address byte by byte.
  }];
  let parameters = (ins "::mlir::StringAttr":$typeInfo, "::mlir::StringAttr":$spelling,
                        "::mlir::Type":$object, "::mlir::StringAttr":$destructor, "bool":$bytewise,
                        "::mlir::ArrayAttr":$bases);
  let assemblyFormat = "`<` struct(params) `>`";
}

def Cxx_ExceptionBaseAttr : AttrDef<Cxx_Dialect, "ExceptionBase"> {
  let mnemonic = "exception_base";
  let summary = "A base of the type of a thrown object";
  let description = [{
    `path` leads there from the object: indices of fields; -1 is another type at the same address, which
    the next element of `types` names; `types` holds the type of each step.
  }];
  let parameters = (ins "::mlir::StringAttr":$typeInfo, "::mlir::DenseI32ArrayAttr":$path,
                        "::mlir::ArrayAttr":$types);
  let assemblyFormat = "`<` struct(params) `>`";
}

def Cxx_ExceptionOp : Cxx_Op<"exception"> {
  let summary = "Storage of an object that will be thrown";
  let description = [{
    Becomes the storage of a local where every raise of the object is resolved to a handler; otherwise
    the object is made where the run-time library wants it.
  }];
  let results = (outs Res<Cxx_AnyPtr, "", [MemAlloc]>:$address);
  let assemblyFormat = "attr-dict `:` type($address)";
}

def Cxx_RaiseOp : Cxx_Op<"raise", [MemoryEffects<[MemRead, MemWrite]>]> {
  let summary = "A throw that leaves the function";
  let description = [{
    Never returns. Control flow is not cut: the operations behind it are not reached. The block that holds
    it is cold: what it does is nobody's business but the exception's.
  }];
  let arguments = (ins Cxx_AnyPtr:$object, Cxx_ExceptionAttr:$exception);
  let assemblyFormat = "$object `as` $exception attr-dict `:` type($object)";
}

class Cxx_UnwindingOp<string mnemonic, list<Trait> traits = []>
    : Cxx_Op<mnemonic, traits # [Terminator]> {
  let successors = (successor AnySuccessor:$next, AnySuccessor:$unwind);
}

def Cxx_ThrowOp : Cxx_UnwindingOp<"throw"> {
  let summary = "A throw inside a try block or in the scope of objects with destructors";
  let description = [{
    `unwind` is the innermost clean-up or the dispatch of the innermost try block; `next` is never
    reached and keeps the shape of the loops around.
  }];
  let arguments = (ins Cxx_AnyPtr:$object, Cxx_ExceptionAttr:$exception);
  let assemblyFormat = "$object `as` $exception `to` $next `unwind` $unwind attr-dict `:` type($object)";
}

def Cxx_InvokeOp : Cxx_UnwindingOp<"invoke"> {
  let summary = "A call that may throw, in a scope that has to do something then";
  let arguments = (ins FlatSymbolRefAttr:$callee, Variadic<AnyType>:$arguments);
  let results = (outs Variadic<AnyType>:$results);
  let assemblyFormat = [{
    $callee `(` $arguments `)` `to` $next `unwind` $unwind attr-dict
    `:` functional-type($arguments, $results)
  }];
}

def Cxx_RethrowOp : Cxx_UnwindingOp<"rethrow"> {
  let summary = "`throw;` in a handler: the exception of the handler once more";
  let arguments = (ins Cxx_AnyPtr:$object, I32:$kind);
  let assemblyFormat = "$object `,` $kind `to` $next `unwind` $unwind attr-dict `:` type($object)";
}

def Cxx_ResumeOp : Cxx_Op<"resume", [Terminator]> {
  let summary = "The end of a function's clean-up: unwinding goes on in the caller";
  let assemblyFormat = "attr-dict";
}

def Cxx_DispatchOp : Cxx_Op<"dispatch", [Terminator]> {
  let summary = "Chooses the handler of a try block";
  let description = [{
    `handlers` holds the type of each handler (`type_info` of the type without reference and
    qualifiers), the empty string for `catch (...)`. A handler's block has the arguments (pointer to
    the whole object as `!cxx.ptr<none>`, kind of the exception as i32), and then the pointer to the object
    or base that the handler names, unless it takes everything. `otherwise` goes on unwinding.
  }];
  let arguments = (ins StrArrayAttr:$handlers);
  let successors = (successor AnySuccessor:$otherwise, VariadicSuccessor<AnySuccessor>:$targets);
  let assemblyFormat = "$handlers `(` $targets `)` `else` $otherwise attr-dict";
  let hasVerifier = 1;
}

def Cxx_EndCatchOp : Cxx_Op<"end_catch", [MemoryEffects<[MemRead, MemWrite]>]> {
  let summary = "Leaves a handler: its exception object is destroyed";
  let arguments = (ins Cxx_AnyPtr:$object, I32:$kind);
  let assemblyFormat = "$object `,` $kind attr-dict `:` type($object)";
}

#endif // COSTATE_DIALECT_CXX_CXXEXCEPTIONOPS
