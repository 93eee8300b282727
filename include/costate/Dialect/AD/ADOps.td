// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The 'ad' dialect: requests for derivatives and the symbolic tape.

#ifndef COSTATE_DIALECT_AD_ADOPS
#define COSTATE_DIALECT_AD_ADOPS

include "mlir/IR/OpBase.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/EnumAttr.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def AD_Dialect : Dialect {
  let name = "ad";
  let summary = "Requests for derivatives, and the symbolic tape";
  let cppNamespace = "::costate::ad";
  let useDefaultTypePrinterParser = 1;
  let useDefaultAttributePrinterParser = 1;
}

class AD_Op<string mnemonic, list<Trait> traits = []> : Op<AD_Dialect, mnemonic, traits>;

def AD_Mode : I32EnumAttr<"Mode", "kind of derivative", [
    I32EnumAttrCase<"Grad", 0, "grad">, I32EnumAttrCase<"Vjp", 1, "vjp">,
    I32EnumAttrCase<"Jvp", 2, "jvp">, I32EnumAttrCase<"Hvp", 3, "hvp">]> {
  let cppNamespace = "::costate::ad";
  let genSpecializedAttr = 0;
}
def AD_ModeAttr : EnumAttr<AD_Dialect, AD_Mode, "mode">;

def AD_RequestOp : AD_Op<"request", [DeclareOpInterfaceMethods<SymbolUserOpInterface>]> {
  let summary = "Derive a function: makes the function `result` from the function `primal`";
  let description = [{
    `wrt` lists the indices of the primal's (IR) arguments that are differentiated, ascending.
    Signature of the result, in IR types (T: scalar float type; P: pointer):

    | mode | arguments | results |
    |---|---|---|
    | grad | primal args, one adjoint pointer per wrt argument | primal results |
    | vjp  | primal args, seed (if the primal returns a float), adjoint pointers | primal results |
    | jvp  | primal args, one tangent per wrt argument (scalar by value, else pointer) | value, tangent |
    | hvp  | primal args, tangents as jvp, one pointer per wrt argument | none |

    A record result is an `sret` pointer argument of the primal, which `wrt` never lists: it is
    differentiated in any case. vjp then takes the seed as a by-value record, and jvp returns a
    `std::pair` of records through its own `sret` argument.
    `may_alias` gives up the no-overlap contract between the arguments. `cxx_name` is the
    unqualified name in C++ (`f_grad`). `function_attributes` holds further function attributes for the result
    (linkage, namespace: see docs/Dialects/Cxx/Rationale.md).
  }];
  let arguments = (ins AD_ModeAttr:$mode, StrAttr:$result, FlatSymbolRefAttr:$primal,
                       DenseI32ArrayAttr:$wrt, StrAttr:$cxx_name, UnitAttr:$may_alias,
                       OptionalAttr<DictionaryAttr>:$function_attributes);
  let assemblyFormat = [{
    $mode $result `of` $primal `wrt` $wrt `as` $cxx_name (`may_alias` $may_alias^)?
    (`with` $function_attributes^)? attr-dict
  }];
}

def AD_StopGradientOp : AD_Op<"stop_gradient", [Pure, SameOperandsAndResultType]> {
  let summary = "The same value without its derivative";
  let description = [{
    A constant for every derivative of any order. The engine keeps it while it works and removes it
    from what it hands on.
  }];
  let arguments = (ins AnyFloat:$value);
  let results = (outs AnyFloat:$result);
  let assemblyFormat = "$value attr-dict `:` type($value)";
}

def AD_AbsorbZeroOp : AD_Op<"absorb_zero", [Pure, SameOperandsAndResultType]> {
  let summary = "A contribution, or zero where its seed is zero";
  let description = [{
    `contribution` is a linear function of `seed`, whatever infinities and NaN it was computed with. Only the
    value is replaced: the derivative is that of the contribution, which need not vanish where the seed does.
    The engine makes it under `ad.numerics = "strong-zero"` and lowers it when it has served the last request.
  }];
  let arguments = (ins FloatLike:$seed, FloatLike:$contribution);
  let results = (outs FloatLike:$result);
  let assemblyFormat = "$seed `,` $contribution attr-dict `:` type($result)";
}

def AD_GateOp : AD_Op<"gate", [Pure, SameOperandsAndResultType]> {
  let summary = "A value whose derivative matters only where a seed is not zero";
  let description = [{
    The value itself. What is computed from it is multiplied by `seed`, so an adjoint that comes back from there
    is zero where the seed is, whatever it was computed with. In first derivatives that are differentiated again.
  }];
  let arguments = (ins FloatLike:$seed, FloatLike:$value);
  let results = (outs FloatLike:$result);
  let assemblyFormat = "$seed `,` $value attr-dict `:` type($result)";
}

def AD_RuleCallOp : AD_Op<"rule_call", [MemoryEffects<[MemRead, MemWrite]>]> {
  let summary = "Call of a function whose derivatives the user wrote";
  let description = [{
    `callee` is the linker name, `cxx_callee` the name in the source. `primal` is the function's body, absent
    where it is defined elsewhere. The rules are functions of the module, normalized like primals:

    | | arguments | results |
    |---|---|---|
    | jvp | arguments, tangents of `wrt` | those of the primal, with a float its tangent |
    | augmented | arguments | those of the primal, and the state |
    | vjp | arguments, state, seed (a float result), adjoints of `wrt` | none |

    Several results are one record behind an `sret` argument. `wrt` lists the differentiated arguments,
    `written` the pointers among the arguments through which the function may write, `unread` the
    arguments that the vjp does not look at. The engine copies the bodies of the rules to where they
    are needed, so rules are differentiated in turn for higher orders. Calls that no derivative flows
    through are calls of the primal.
  }];
  let arguments = (ins StrAttr:$callee, StrAttr:$cxx_callee, Variadic<AnyType>:$arguments,
                       OptionalAttr<FlatSymbolRefAttr>:$primal, OptionalAttr<FlatSymbolRefAttr>:$jvp,
                       OptionalAttr<FlatSymbolRefAttr>:$vjp,
                       OptionalAttr<FlatSymbolRefAttr>:$augmented, DenseI32ArrayAttr:$wrt,
                       DenseI32ArrayAttr:$written, DenseI32ArrayAttr:$unread);
  let results = (outs Variadic<AnyType>:$results);
  let assemblyFormat = [{
    $callee `(` $arguments `)` `wrt` $wrt attr-dict `:` functional-type($arguments, $results)
  }];
}

//===------------------------------- the tape ----------------------------===//

def AD_TapeType : TypeDef<AD_Dialect, "Tape"> {
  let mnemonic = "tape";
  let summary = "Growable last-in first-out store of values of one type";
  let parameters = (ins "::mlir::Type":$elementType);
  let assemblyFormat = "`<` $elementType `>`";
}

def AD_TapeResource : Resource<"::costate::ad::TapeResource">;

def AD_TapeCreateOp : AD_Op<"tape_create", [MemoryEffects<[MemAlloc<AD_TapeResource>]>]> {
  let summary = "An empty tape; released by `ad.tape_destroy`";
  let arguments = (ins DefaultValuedAttr<StrAttr, "\"\"">:$name);
  let results = (outs AD_TapeType:$tape);
  let assemblyFormat = "($name^)? attr-dict `:` type($tape)";
}
def AD_TapePushOp : AD_Op<"tape_push", [MemoryEffects<[MemRead<AD_TapeResource>, MemWrite<AD_TapeResource>]>]> {
  let summary = "Append values, the first one first";
  let description = [{
    Values of the tape's element type. One operation makes room for all of them at once.
  }];
  let arguments = (ins AD_TapeType:$tape, Variadic<AnyType>:$values);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    /// Appends `value` before all other values: it is the last one to be taken.
    void prepend(::mlir::Value value) { (*this)->insertOperands(1, value); }
  }];
}
def AD_TapePopOp : AD_Op<"tape_pop", [MemoryEffects<[MemRead<AD_TapeResource>, MemWrite<AD_TapeResource>]>,
    TypesMatchWith<"the value has the tape's element type", "tape", "value",
                   "::llvm::cast<::costate::ad::TapeType>($_self).getElementType()">]> {
  let summary = "Take the value that was appended last";
  let arguments = (ins AD_TapeType:$tape);
  let results = (outs AnyType:$value);
  let assemblyFormat = "$tape attr-dict `:` type($tape)";
}
def AD_TapeDestroyOp : AD_Op<"tape_destroy", [MemoryEffects<[MemFree<AD_TapeResource>, MemWrite<AD_TapeResource>]>]> {
  let summary = "Release a tape";
  let arguments = (ins AD_TapeType:$tape);
  let assemblyFormat = "$tape attr-dict `:` type($tape)";
}

#endif // COSTATE_DIALECT_AD_ADOPS
