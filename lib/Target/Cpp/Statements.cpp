// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Statements in the order of the IR: named values, stores, calls, tapes, the return.

#include "FunctionPrinter.h"
#include "costate/Dialect/Cxx/InactiveCalls.h"
#include "costate/Dialect/Cxx/MovedBlocks.h"
#include "costate/Dialect/Cxx/Volatile.h"

#include "costate/Dialect/AD/AD.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

void FunctionPrinter::printBlock(Block &block) {
  for (Operation &op : block) {
    if (failed)
      return;
    printLocals(&op);
    if (!plan.isSilent(&op) && !printed.contains(&op))
      printStatement(&op);
  }
}

void FunctionPrinter::printStatement(Operation *op) {
  llvm::TypeSwitch<Operation *>(op)
      .Case([&](scf::ForOp loop) { printFor(loop); })
      .Case([&](scf::WhileOp loop) { printWhile(loop); })
      .Case([&](scf::IndexSwitchOp branch) { printSwitch(branch); })
      .Case([&](scf::IfOp branch) {
        plan.isTernaryExpression(branch) ? printNamedValue(branch) : printIf(branch);
      })
      .Case<scf::YieldOp, scf::ConditionOp, cxx::AllocaOp>([](Operation *) {})
      .Case([&](cxx::StoreOp store) { printStore(store); })
      .Case([&](cxx::AllocOp alloc) { printAlloc(alloc); })
      .Case([&](cxx::DeallocOp dealloc) { printDealloc(dealloc); })
      .Case([&](cxx::CopyOp copy) { printCopy(copy); })
      .Case([&](cxx::CopyNOp copy) { printCopyN(copy); })
      .Case([&](cxx::FillOp fill) { printFill(fill); })
      .Case([&](cxx::RaiseOp raise) { printRaise(raise); })
      .Case<cxx::ExceptionOp>([](Operation *) {})
      .Case([&](cxx::AssertOp assertion) { printAssert(assertion); })
      .Case([&](cxx::InactiveCallOp call) { printInactiveCall(call); })
      .Case([&](cxx::AtomicOp atomic) { printAtomic(atomic); })
      .Case([&](func::CallOp call) { printFunctionCall(call); })
      .Case([&](func::ReturnOp end) { printReturn(end); })
      .Case([&](ad::TapeCreateOp create) {
        context.headers.insert("costate/runtime.hpp");
        Type element = cast<ad::TapeType>(create.getTape().getType()).getElementType();
        std::string name = names.declare(create.getName().empty() ? "tape" : create.getName());
        bound[create.getTape()] = {name, {}};
        bool isConst = isa<cxx::PtrType>(element) && isConstElement(create.getTape());
        body.line("costate::tape<" + declare(element, "", isConst) + "> " + name + ";");
      })
      .Case([&](ad::TapePushOp push) {
        std::string values;
        for (Value value : push.getValues()) {
          bool isConst = isa<cxx::PtrType>(value.getType()) && isConstElement(push.getTape());
          values += values.empty() ? "" : ", ";
          values += isConst ? emitPointerFor(isConst, value) : emitForHelper(value);
        }
        body.line(emit(push.getTape()).text + ".push(" + values + ");");
      })
      .Case([&](cxx::ArrayCountOp count) {
        printCall(count,
                  "reinterpret_cast<const long *>(" + emit(count.getAddress()).text + ")[-1]");
      })
      .Case([&](cxx::VirtualBaseOp base) { printCall(base, emitVirtualBase(base)); })
      .Case([&](ad::TapePopOp pop) {
        std::string text = emit(pop.getTape()).text + ".pop()";
        printCall(pop, text);
      })
      .Case([&](ad::TapeDestroyOp) {})
      .Default([&](Operation *) { printNamedValue(op); });
}

/// A name for a value that has none in the source, after what it is.
std::string FunctionPrinter::suggestName(Value value) {
  if (llvm::StringRef name = getSourceName(value); !name.empty())
    return name.str();
  Operation *op = value.getDefiningOp();
  if (!op)
    return "t";
  auto shorten = [](std::string text) {
    std::string name;
    for (char c : text) {
      if (llvm::isAlnum(c))
        name.push_back(c);
      else if (!name.empty() && name.back() != '_' && c != ']' && c != ')')
        name.push_back('_');
    }
    while (!name.empty() && name.back() == '_')
      name.pop_back();
    return name.size() <= 16 ? name : std::string();
  };
  if (auto load = dyn_cast<cxx::LoadOp>(op)) {
    std::string name = shorten(emitObject(load.getAddress()).text);
    if (!name.empty() && !isReservedWord(name))
      return name;
    // Too long: the member or array alone.
    for (Value address = load.getAddress(); Operation *path = address.getDefiningOp();
         address = path->getOperand(0)) {
      if (auto field = dyn_cast<cxx::FieldOp>(path)) {
        auto record =
            cast<cxx::RecordType>(cast<cxx::PtrType>(field.getRecord().getType()).getPointee());
        return (record.getFields()[field.getIndex()].name + "_value").str();
      }
      if (path->getNumOperands() == 0 || !isa<cxx::PtrType>(path->getOperand(0).getType()))
        break;
      if (bound.contains(path->getOperand(0)))
        return bound[path->getOperand(0)].text + "_value";
    }
    return "value";
  }
  if (op->getDialect()->getNamespace() == "math" && op->getNumOperands() == 1) {
    std::string operand = shorten(emit(op->getOperand(0)).text);
    llvm::StringRef function = op->getName().stripDialect();
    return (function + "_" + (operand.empty() || operand.size() > 10 ? "value" : operand)).str();
  }
  if (isa<cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp>(op)) {
    Value root = getPathRoot(value);
    Operation *definition = root.getDefiningOp();
    auto name = bound.find(root);
    if (name != bound.end())
      return name->second.text + "_part";
    if (auto load = dyn_cast_or_null<cxx::LoadOp>(definition); load && plan.isInlined(load)) {
      std::string object = shorten(emitObject(load.getAddress()).text);
      return (object.empty() ? "object" : object) + "_part";
    }
    return suggestName(root) + "_part";
  }
  return llvm::StringSwitch<std::string>(op->getName().getStringRef())
      .Cases({"arith.addf", "arith.addi", "cxx.mul_add"}, "sum")
      .Cases({"arith.subf", "arith.subi"}, "difference")
      .Cases({"arith.mulf", "arith.muli"}, "product")
      .Cases({"arith.divf", "arith.divsi", "arith.divui"}, "quotient")
      .Cases({"arith.cmpf", "arith.cmpi"}, "condition")
      .Cases({"arith.remsi", "arith.remui"}, "remainder")
      .Case("cxx.trip_count", "trips")
      .Case("cxx.induction", "i")
      .Case("cxx.alloc", "buffer")
      .Case("cxx.alloca", "object")
      .Case("ad.tape_pop", "saved")
      .Default("t");
}

std::string FunctionPrinter::bind(Value value, llvm::StringRef hint, CppType type, bool isObject) {
  std::string name = names.declare(hint);
  bound[value] = {name, type, isObject};
  return name;
}

void FunctionPrinter::printNamedValue(Operation *op) {
  if (op->getNumResults() != 1) {
    fail(op, "'" + op->getName().getStringRef() + "' has no form in C++");
    return;
  }
  Value value = op->getResult(0);
  Expression expression = emitOperation(op);
  std::string hint = suggestName(value);
  if (isa<cxx::PtrType>(value.getType())) {
    std::string name = names.declare(hint);
    bool sourceIsConst = pointsToConst(value);
    std::string declaration = declarePointer(value, name, false);
    bool isMutable = sourceIsConst && !constPointers.contains(value);
    bound[value] = {name, {}};
    body.line(declaration + " = " +
              (isMutable ? removeConst(value.getType(), expression.text) : expression.text) + ";");
    return;
  }
  if (isa<cxx::CodeType>(value.getType())) {
    std::string name = bind(value, hint, {});
    return body.line(declare(value.getType(), name) + " = " + expression.text + ";");
  }
  CppType type = getCanonicalType(value.getType());
  // A trip count is as narrow as the bounds that it is made of.
  if (isa<cxx::TripCountOp>(op))
    type = expression.type;
  // An unsigned expression stays one under its name.
  if (type.kind == CppType::Int && expression.type.kind == CppType::Int)
    type.isSigned = expression.type.isSigned || expression.type.bits < type.bits;
  std::string name = bind(value, hint, type);
  body.line("const " + spell(type) + " " + name + " = " + expression.text + ";");
}

/// A call whose result may or may not be used.
void FunctionPrinter::printCall(Operation *op, llvm::StringRef text) {
  if (op->getNumResults() == 0 || plan.getSites(op->getResult(0)).empty())
    return body.line((text + ";").str());
  Value value = op->getResult(0);
  std::string hint = suggestName(value);
  CppType type = getCanonicalType(value.getType());
  std::string name = bind(value, hint, type);
  if (isa<cxx::CodeType>(value.getType())) {
    body.line(declare(value.getType(), name) + " = " + text.str() + ";");
  } else if (type.kind == CppType::Other) {
    if (isReadOnlyPointer(value))
      constPointers.insert(value);
    body.line(declarePointer(value, name, true) + " = " + text.str() + ";");
  } else
    body.line("const " + spell(type) + " " + name + " = " + text.str() + ";");
}

void FunctionPrinter::printStore(cxx::StoreOp op) {
  if (isa<cxx::CodeType>(op.getValue().getType())) {
    context.usesCodeStores = true;
    context.headers.insert("cstring");
    body.line("store_code(" + emit(op.getAddress()).text + ", " + emit(op.getValue()).text + ");");
    return;
  }
  Expression target = emitObject(op.getAddress());
  target.type = getCanonicalType(op.getValue().getType());
  std::optional<CppType> spelling = getSpelling(op.getAddress());
  if (target.type.kind == CppType::Int) {
    if (!spelling) {
      // The member's type is not known here: let the compiler find it.
      context.headers.insert("type_traits");
      body.line(target.text + " = static_cast<std::remove_reference_t<decltype((" + target.text +
                "))>>(" + emit(op.getValue()).text + ");");
      return;
    }
    target.type = *spelling;
  }
  // Arrays that keep pointers, and the members of generated classes, are ours and declared without
  // const.
  if (isa<cxx::PtrType>(op.getValue().getType())) {
    auto field = op.getAddress().getDefiningOp<cxx::FieldOp>();
    Value root = getPathRoot(op.getAddress());
    bool isOwn = field
                     ? isGenerated(cast<cxx::RecordType>(field.getRecord().getType().getPointee()))
                     : isa_and_nonnull<cxx::AllocaOp, cxx::AllocOp>(root.getDefiningOp());
    return body.line(target.text + " = " + emitPointerFor(!isOwn, op.getValue()) + ";");
  }
  printAssignment(target, op.getValue());
}

void FunctionPrinter::printReturn(func::ReturnOp op) {
  SmallVector<std::string> parts(returnedObjects.begin(), returnedObjects.end());
  auto spelled = function->getAttrOfType<StringAttr>(cxx::attr::returnType);
  if (!parts.empty() && returnsLayout) {
    context.headers.insert("utility");
    return body.line("return std::move(reinterpret_cast<" + spellReturnType() + " &>(" +
                     parts.front() + "));");
  }
  for (Value operand : op.getOperands()) {
    std::string text = emit(operand).text;
    // An enumeration.
    if (operand.getType().isInteger() && spelled && op.getNumOperands() == 1 &&
        !parseIntegerSpelling(spelled.getValue()))
      text = "static_cast<" + spelled.getValue().str() + ">(" + text + ")";
    parts.push_back(text);
  }
  if (parts.size() == 1)
    body.line("return " + parts.front() + ";");
  else if (!parts.empty())
    body.line("return {" + llvm::join(parts, ", ") + "};");
}

void FunctionPrinter::printAssert(cxx::AssertOp op) {
  context.usesAssertion = true;
  context.headers.insert("cstdio");
  context.headers.insert("cstdlib");
  body.line("if (" + negate(op.getCondition()).text + ")");
  body.indent();
  body.line("assertion_failed(" + spellString(op.getExpression()) + ", " +
            spellString(op.getFile()) + ", " + std::to_string(op.getLine()) + ", " +
            spellString(op.getFunction()) + ");");
  body.outdent();
}

/// The standard header that declares a function; "" for others.
static llvm::StringRef getHeader(llvm::StringRef callee) {
  if (callee.contains("__throw_"))
    return "vector";
  return llvm::StringSwitch<llvm::StringRef>(callee)
      .Cases({"printf", "fprintf", "puts", "putchar", "fflush", "fputs", "fputc", "putc",
              "snprintf", "sprintf", "perror", "fwrite"},
             "cstdio")
      .Cases({"abort", "exit", "_Exit", "quick_exit", "rand", "srand", "getenv", "atexit"},
             "cstdlib")
      .Cases({"clock", "time", "difftime"}, "ctime")
      .Case("dprintf", "stdio.h")
      .Case(cxx::blockSize, "malloc.h")
      .Case("_ZSt9terminatev", "exception")
      .Cases({"strlen", "strcmp", "strncmp", "memcmp", "memchr"}, "cstring")
      .Default("");
}

/// Whether the length modifiers of a printf format make a `long` argument a `long long`.
static bool wantsLongLong(llvm::StringRef format, unsigned argument) {
  for (size_t i = 0; i + 1 < format.size(); ++i) {
    if (format[i] != '%')
      continue;
    if (format[i + 1] == '%') {
      ++i;
      continue;
    }
    size_t end = format.find_first_not_of("0123456789.+- #'hlLqjzt", i + 1);
    if (end == llvm::StringRef::npos || format.slice(i, end).contains('*'))
      return false;
    if (argument-- == 0)
      return format.slice(i, end).contains("ll");
    i = end;
  }
  return false;
}

/// The header of an exception class of the standard library, or "": it is the user's.
static llvm::StringRef getExceptionHeader(llvm::StringRef type) {
  if (!type.starts_with("std::"))
    return "";
  return llvm::StringSwitch<llvm::StringRef>(type)
      .Cases({"std::bad_alloc", "std::bad_array_new_length"}, "new")
      .Cases({"std::bad_cast", "std::bad_typeid"}, "typeinfo")
      .Case("std::bad_optional_access", "optional")
      .Case("std::bad_variant_access", "variant")
      .Case("std::bad_function_call", "functional")
      .Case("std::bad_any_cast", "any")
      .Case("std::bad_weak_ptr", "memory")
      .Cases({"std::exception", "std::bad_exception"}, "exception")
      .Default("stdexcept");
}

void FunctionPrinter::printRaise(cxx::RaiseOp op) {
  bool isLocal = op.getObject().getDefiningOp<cxx::ExceptionOp>() && bound.count(op.getObject());
  std::string type = op.getException().getSpelling().str();
  llvm::StringRef header = getExceptionHeader(type);
  if (op.getObject().getDefiningOp<cxx::ExceptionOp>() && isStateless(op.getException())) {
    context.headers.insert(header.str());
    return body.line("throw " + type + "();");
  }
  // An exception of the standard library moves out of the bytes or the members that it is in IR.
  if (!isLocal && !op.getException().getDestructor().empty() &&
      (!header.empty() || isa<cxx::ArrayType>(op.getException().getObject()))) {
    context.headers.insert({"memory", header.empty() ? "stdexcept" : header.str()});
    std::string place = names.declare("place"), object = names.declare("exception");
    body.line(type + " *" + place + " = reinterpret_cast<" + type + " *>(" +
              emit(op.getObject()).text + ");");
    body.line("const " + type + " " + object + "(*" + place + ");");
    body.line("std::destroy_at(" + place + ");");
    return body.line("throw " + object + ";");
  }
  if (!isLocal && !op.getException().getDestructor().empty()) {
    fail(op, "a throw of an object with a destructor has no form in C++");
    return;
  }
  body.line("throw " + (isLocal ? emit(op.getObject()).text : emitObject(op.getObject()).text) +
            ";");
}

/// Constructors and destructors of library classes, whose objects are bytes in IR.
void FunctionPrinter::printLifetimeCall(cxx::InactiveCallOp op) {
  context.headers.insert("stdexcept");
  std::string type = op.getCxxCallee().str();
  Value object = op.getArguments().front();
  if (op->hasAttr(cxx::attr::destroys)) {
    context.headers.insert("memory");
    return body.line("std::destroy_at(reinterpret_cast<" + type + " *>(" + emit(object).text +
                     "));");
  }
  SmallVector<std::string> arguments;
  for (Value argument : op.getArguments().drop_front()) {
    auto pointer = dyn_cast<cxx::PtrType>(argument.getType());
    bool isString = pointer && isa<cxx::RecordType>(pointer.getPointee());
    arguments.push_back(isString ? emitOpaqueObject(argument, "const std::string")
                                 : emitExact(argument).text);
  }
  if (object.getDefiningOp<cxx::ExceptionOp>()) {
    std::string name = names.declare("exception");
    bound[object] = {name, {}};
    return body.line("const " + type + " " + name + "(" + llvm::join(arguments, ", ") + ");");
  }
  context.headers.insert("new");
  body.line("::new (static_cast<void *>(" + emit(object).text + ")) " + type + "(" +
            llvm::join(arguments, ", ") + ");");
}

void FunctionPrinter::printInactiveCall(cxx::InactiveCallOp op) {
  if (auto how = op->getAttrOfType<DictionaryAttr>(cxx::attr::opaque))
    return printOpaqueCall(op, how);
  if (op->hasAttr(cxx::attr::constructs) || op->hasAttr(cxx::attr::destroys))
    return printLifetimeCall(op);
  std::string name = (op.getCxxCallee().empty() ? op.getCallee() : op.getCxxCallee()).str();
  if (llvm::StringRef header = getHeader(op.getCallee()); !header.empty()) {
    context.headers.insert(header.str());
    // What only POSIX declares is not in the namespace.
    if (!op.getCallee().starts_with("_Z") && !header.ends_with(".h"))
      name = ("std::" + op.getCallee()).str();
  }
  std::string format;
  SmallVector<Expression> arguments;
  int variadicFrom = op.getVariadicFrom();
  auto types = op->getAttrOfType<ArrayAttr>(cxx::attr::argumentTypes);
  for (auto [index, operand] : llvm::enumerate(op.getArguments())) {
    Expression argument = emitExact(operand);
    bool isVariadic = variadicFrom >= 0 && static_cast<int>(index) >= variadicFrom;
    if (isVariadic && operand.getType().isInteger(64) &&
        wantsLongLong(format, index - static_cast<unsigned>(variadicFrom)))
      argument.text = "static_cast<long long>(" + argument.text + ")";
    if (static_cast<int>(index) + 1 == variadicFrom)
      format = argument.text;
    if (types && !cast<StringAttr>(types[index]).empty())
      argument.text =
          "static_cast<" + cast<StringAttr>(types[index]).str() + ">(" + argument.text + ")";
    arguments.push_back(argument);
  }
  std::string text = call(name, arguments, {}).text;
  // Compilers warn about a call that does nothing but give what nobody wants.
  bool isIgnored = op.getNumResults() != 0 && plan.getSites(op.getResult(0)).empty();
  if (isIgnored && getHeader(op.getCallee()) == "cstring")
    text = "(void)" + text;
  printCall(op, text);
}

/// The object through a reference to volatile; its own type may be an enumeration.
void FunctionPrinter::printVolatile(cxx::AtomicOp op) {
  CppType type = getCanonicalType(op.getValue().getType());
  // The byte of a `bool` is one here, unless its address has a name.
  Value address = op.getAddress();
  if (auto conversion = address.getDefiningOp<cxx::CastOp>();
      !bound.contains(address) && conversion &&
      conversion.getSource().getType().getPointee().isInteger(1))
    address = conversion.getSource();
  std::string object = emitObject(address).text;
  std::optional<CppType> known = getSpelling(address);
  // A byte is declared as one of three types.
  if (op.getValue().getType().isInteger(8))
    known.reset();
  std::string spelled =
      known ? spell(*known)
            : "std::remove_cv_t<std::remove_reference_t<decltype((" + object + "))>>";
  if (!known)
    context.headers.insert("type_traits");
  if (!cxx::isVolatileRead(op))
    return body.line("const_cast<volatile " + spelled + " &>(" + object + ") = static_cast<" +
                     spelled + ">(" + emit(op.getValue()).text + ");");
  std::string text = "const_cast<const volatile " + spelled + " &>(" + object + ")";
  // Not by a cast to void, which reads no object of that type in every compiler's view.
  if (plan.getSites(op.getOld()).empty())
    return body.line("[[maybe_unused]] const auto " + names.declare("ignored") + " = " + text +
                     ";");
  if (!known || spell(*known) != spell(type))
    text = "static_cast<" + spell(type) + ">(" + text + ")";
  printCall(op, text);
}

void FunctionPrinter::printAtomic(cxx::AtomicOp op) {
  if (op->hasAttr(cxx::attr::isVolatile))
    return printVolatile(op);
  Expression address = emitExact(op.getAddress()), value = emitExact(op.getValue());
  if (op.getKind() == cxx::AtomicKind::CompareExchange)
    return printCall(
        op, call("__sync_val_compare_and_swap", {address, emitExact(op.getExpected()), value}, {})
                .text);
  Expression order;
  order.text = "__ATOMIC_SEQ_CST";
  std::string name = op.getKind() == cxx::AtomicKind::Exchange
                         ? "__atomic_exchange_n"
                         : ("__atomic_fetch_" + cxx::stringifyAtomicKind(op.getKind())).str();
  printCall(op, call(name, {address, value, order}, {}).text);
}

void FunctionPrinter::printFunctionCall(func::CallOp op) {
  auto callee = context.symbols.lookup<func::FuncOp>(op.getCallee());
  if (callee && callee->hasAttr(cxx::attr::helper))
    return printHelperCall(op, callee);
  if (!callee || op.getNumResults() > 1) {
    fail(op, "the call of '" + op.getCallee() + "' has no form in C++");
    return;
  }
  context.callees.insert(callee);
  SmallVector<Expression> arguments;
  for (auto [index, operand] : llvm::enumerate(op.getOperands())) {
    auto passing = callee.getArgAttrOfType<StringAttr>(index, cxx::attr::passing);
    bool isObject = passing && passing.getValue() != "sret";
    if (passing && !isObject) {
      fail(op, "a call that returns a record has no form in C++");
      return;
    }
    arguments.push_back(isObject ? emitObject(operand) : emitExact(operand));
  }
  auto qualified = callee->getAttrOfType<StringAttr>(cxx::attr::qualifiedName);
  std::string name = qualified ? qualified.getValue().str() : getFunctionName(callee);
  printCall(op, call(name, arguments, {}).text);
}
