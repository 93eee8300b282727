// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Addresses. The IR knows pointers only; C++ has names, references, subscripts and members. An
// address is printed as the object that it names wherever it is loaded from, stored to or copied.

#include "FunctionPrinter.h"
#include "GeneratedRecords.h"

#include "mlir/IR/Matchers.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

static Type getPointee(Value address) { return cast<cxx::PtrType>(address.getType()).getPointee(); }

/// An address of code, which may be printed as a pointer to characters.
static std::string codeText(const Expression &code) {
  return "static_cast<const void *>(" + code.text + ")";
}

bool FunctionPrinter::denotesObject(Value address) {
  address = plan.resolve(address);
  if (auto found = bound.find(address); found != bound.end())
    return found->second.isObject;
  if (plan.getVariable(address))
    return false;
  return isa_and_nonnull<cxx::FieldOp, cxx::ElementOp, cxx::OffsetOp, cxx::AddressOfOp>(
      address.getDefiningOp());
}

/// A pointer that is computed with: null needs its type then (in code that is never run).
Expression FunctionPrinter::emitBase(Value pointer) {
  Expression base = emit(pointer);
  if (base.text != "nullptr")
    return base;
  context.headers.insert("costate/runtime.hpp");
  Type pointee = cast<cxx::PtrType>(pointer.getType()).getPointee();
  return {"costate::null<" + spellType(pointee) + ">()", Postfix, {}};
}

/// Whether an index goes down from where its pointer stands: `-n`, and what is made of that.
static bool goesBack(Value index, unsigned depth = 8) {
  Operation *op = index.getDefiningOp();
  if (!op || depth == 0)
    return false;
  APInt number;
  if (matchPattern(index, m_ConstantInt(&number)))
    return number.isNegative();
  if (auto difference = dyn_cast<arith::SubIOp>(op))
    return matchPattern(difference.getLhs(), m_Zero());
  if (auto induction = dyn_cast<cxx::InductionOp>(op))
    return (static_cast<int64_t>(induction.getStep()) < 0 &&
            matchPattern(induction.getLower(), m_Zero())) ||
           goesBack(induction.getLower(), depth - 1);
  if (isa<arith::AddIOp, arith::MulIOp, arith::SelectOp, arith::IndexCastOp, arith::ExtSIOp>(op))
    return llvm::any_of(op->getOperands(), [&](Value part) { return goesBack(part, depth - 1); });
  return false;
}

/// An index: any integer type will do, but an unsigned one that stands for a negative number.
Expression FunctionPrinter::emitSubscript(Value index) {
  Expression text = emit(index);
  bool isUnsigned = text.type.kind == CppType::Int && !text.type.isSigned && text.type.bits == 64;
  return isUnsigned && goesBack(index) ? convert(text, CppType::integer(64, true)) : text;
}

/// A base class at the start of an object has its address, null where that is. `&p->base` has no
/// meaning for a null pointer: the pointer is converted. Gives that pointer, or null.
Value FunctionPrinter::findDerivedPointer(cxx::FieldOp op) {
  auto record = cast<cxx::RecordType>(getPointee(op.getRecord()));
  const cxx::RecordField &field = record.getFields()[op.getIndex()];
  auto type = dyn_cast<cxx::RecordType>(field.type);
  if (!field.name.empty() || field.offset != 0 || !type || isUnnamed(type) || isComplex(record) ||
      isStandardComplex(record))
    return {};
  Value pointer = plan.resolve(op.getRecord());
  if (!denotesObject(pointer))
    return pointer;
  auto outer = pointer.getDefiningOp<cxx::FieldOp>();
  bool hasName = bound.contains(pointer) || plan.getVariable(pointer);
  return outer && !hasName ? findDerivedPointer(outer) : Value();
}

std::optional<Expression> FunctionPrinter::emitBaseAddress(cxx::FieldOp op) {
  Value pointer = findDerivedPointer(op);
  if (!pointer)
    return std::nullopt;
  std::string base = emitBase(pointer).text;
  bool isConst = pointsToConst(pointer);
  DenseSet<Value> visited;
  if (isConst && getAccess(op, visited) != Access::Read) {
    base = "const_cast<" + declare(pointer.getType(), "") + ">(" + base + ")";
    isConst = false;
  }
  auto isLayout = [](Value address) {
    return isGenerated(cast<cxx::RecordType>(getPointee(address)));
  };
  bool hasClasses = !isLayout(pointer) && !isLayout(op);
  return Expression{(hasClasses ? "static_cast<" : "reinterpret_cast<") +
                        declare(op.getType(), "", isConst) + ">(" + base + ")",
                    Postfix,
                    {}};
}

/// A member that the layout leaves out: who gets its address may ask for a function object, say.
Expression FunctionPrinter::emitEmptyMember(cxx::FieldOp op, const cxx::RecordField &field) {
  std::string place = "const_cast<unsigned char *>(reinterpret_cast<const unsigned char *>(&" +
                      emitObject(op.getRecord()).text + "))";
  if (field.offset != 0)
    place += " + " + std::to_string(field.offset);
  return {"*reinterpret_cast<" + declare(op.getType(), "") + ">(" + place + ")", Unary, {}};
}

Expression FunctionPrinter::emitMember(cxx::FieldOp op) {
  auto record = cast<cxx::RecordType>(getPointee(op.getRecord()));
  const cxx::RecordField &field = record.getFields()[op.getIndex()];
  if (isComplex(record))
    return emitComplexPart(op);
  if (isStandardComplex(record))
    return emitComplexValue(op);
  if (field.name.empty() && !isGenerated(record)) {
    // A base class is a field without a name; the members of an anonymous one belong to the record.
    Expression whole = emitObject(op.getRecord());
    auto type = dyn_cast<cxx::RecordType>(field.type);
    if (!type)
      return fail(op, "an unnamed field has no form in C++");
    if (isUnnamed(type))
      return whole;
    DenseSet<Value> visited;
    bool isRead = getAccess(op, visited) == Access::Read;
    return {"static_cast<" + std::string(isRead ? "const " : "") + type.getName().str() + " &>(" +
                whole.text + ")",
            Postfix,
            {}};
  }
  if (isGenerated(record) && isEmpty(field.type))
    return emitEmptyMember(op, field);
  std::string name = spellMember(record, op.getIndex());
  if (denotesObject(op.getRecord()))
    return {in(emitObject(op.getRecord()), Postfix) + "." + name, Postfix, {}};
  return {in(emitBase(op.getRecord()), Postfix) + "->" + name, Postfix, {}};
}

Expression FunctionPrinter::emitObject(Value address) {
  address = plan.resolve(address);
  if (auto found = bound.find(address); found != bound.end() && found->second.isObject) {
    usedArguments.insert(address);
    return {found->second.text, Primary, {}};
  }
  Operation *op = address.getDefiningOp();
  bool hasName = bound.contains(address) || plan.getVariable(address);
  if (op && !hasName) {
    if (auto field = dyn_cast<cxx::FieldOp>(op))
      return emitMember(field);
    if (auto element = dyn_cast<cxx::ElementOp>(op))
      return {in(emitObject(element.getArray()), Postfix) + "[" +
                  emitSubscript(element.getIndex()).text + "]",
              Postfix,
              {}};
    if (auto offset = dyn_cast<cxx::OffsetOp>(op))
      return {in(emitBase(offset.getBase()), Postfix) + "[" +
                  emitSubscript(offset.getIndex()).text + "]",
              Postfix,
              {}};
    if (auto global = dyn_cast<cxx::AddressOfOp>(op)) {
      auto definition = context.symbols.lookup<cxx::GlobalOp>(global.getGlobal());
      if (!definition)
        return fail(op, "the variable '" + global.getGlobal() + "' is not in the module");
      if (isStringLiteral(definition))
        return {spellString(cast<StringAttr>(*definition.getInitial()).getValue()), Primary, {}};
      context.globals.insert(definition);
      return {context.nameGlobal(definition).str(), Primary, {}};
    }
  }
  return {"*" + in(emitBase(address), Unary), Unary, {}};
}

std::optional<Expression> FunctionPrinter::emitAddress(Operation *op) {
  using Result = std::optional<Expression>;
  return llvm::TypeSwitch<Operation *, Result>(op)
      .Case([&](cxx::LoadOp load) -> Result { return emitLoad(load); })
      .Case([&](cxx::CodeAddressOp code) -> Result {
        if (code.getSymbol().empty() && code.getOffset())
          return Expression{"reinterpret_cast<const void *>(" + std::to_string(code.getOffset()) +
                                "L)",
                            Postfix,
                            {}};
        if (code.getSymbol().empty())
          return Expression{"nullptr", Primary, {}};
        std::string &name = context.codeNames[code.getSymbol()];
        if (name.empty()) {
          // Named after the symbol: the linker knows it by one name in all files.
          name = "address_of" + code.getSymbol().str();
          for (char &letter : name)
            if (!llvm::isAlnum(letter))
              letter = '_';
        }
        Expression start{name + "()", Postfix, {}};
        if (!code.getOffset())
          return start;
        return Expression{start.text + " + " + std::to_string(code.getOffset()), Additive, {}};
      })
      .Case([&](cxx::CodeEqualOp equal) -> Result {
        return combine({emit(equal.getLhs()), emit(equal.getRhs()), "==", Equality,
                        CppType::boolean(), false});
      })
      .Case([&](cxx::CodeToPtrOp conversion) -> Result {
        std::string pointer = "const_cast<void *>(" + codeText(emit(conversion.getCode())) + ")";
        if (isa<NoneType>(getPointee(conversion)))
          return Expression{pointer, Postfix, {}};
        return Expression{
            "static_cast<" + spellType(conversion.getType()) + ">(" + pointer + ")", Postfix, {}};
      })
      .Case([&](cxx::PtrToCodeOp conversion) -> Result {
        return Expression{
            "static_cast<const void *>(" + emit(conversion.getAddress()).text + ")", Postfix, {}};
      })
      .Case([&](cxx::NullOp) -> Result { return Expression{"nullptr", Primary, {}}; })
      .Case<cxx::FieldOp, cxx::AddressOfOp>([&](Operation *) -> Result {
        auto address = dyn_cast<cxx::AddressOfOp>(op);
        auto global =
            address ? context.symbols.lookup<cxx::GlobalOp>(address.getGlobal()) : cxx::GlobalOp();
        if (global && isLibraryVariable(global)) {
          context.usesObjects = true;
          return Expression{"pointer_to<" + spellType(global.getType()) + ">(&" +
                                emitObject(address).text + ")",
                            Postfix,
                            {}};
        }
        if (auto field = dyn_cast<cxx::FieldOp>(op))
          if (Result base = emitBaseAddress(field))
            return base;
        return Expression{"&" + in(emitObject(op->getResult(0)), Unary), Unary, {}};
      })
      .Case([&](cxx::ElementOp element) -> Result {
        Expression index = emit(element.getIndex());
        // An array decays; a row of a matrix may be walked beyond its end and does not.
        bool isRow = isa_and_nonnull<cxx::ElementOp>(element.getArray().getDefiningOp());
        if (index.constant && index.constant->isZero() && !isRow)
          return emitObject(element.getArray());
        return Expression{"&" + in(emitObject(element), Unary), Unary, {}};
      })
      .Case([&](cxx::OffsetOp offset) -> Result {
        return combine({emitBase(offset.getBase()),
                        emitSubscript(offset.getIndex()),
                        "+",
                        Additive,
                        {},
                        false});
      })
      .Case([&](cxx::CastOp conversion) -> Result {
        Expression source = emit(conversion.getSource());
        bool fromVoid = isa<NoneType>(getPointee(conversion.getSource()));
        if (isa<NoneType>(getPointee(conversion)))
          return source;
        DenseSet<Value> visited;
        bool isRead = getAccess(conversion, visited) == Access::Read;
        llvm::StringRef keyword = fromVoid ? "static_cast<" : "reinterpret_cast<";
        // Of a pointer that is only read, the place is constant, not what it points to.
        if (isa<cxx::PtrType>(getPointee(conversion)) && isRead) {
          bool isLoaded = llvm::all_of(conversion->getUsers(), llvm::IsaPred<cxx::LoadOp>);
          std::string place = declare(getPointee(conversion), "");
          if (isLoaded)
            return Expression{
                (keyword + place + "const *>(" + source.text + ")").str(), Postfix, {}};
          std::string text = source.text;
          if (pointsToConst(conversion.getSource())) {
            text = "const_cast<void *>(static_cast<const void *>(" + text + "))";
            keyword = "static_cast<";
          }
          return Expression{(keyword + place + "*>(" + text + ")").str(), Postfix, {}};
        }
        return Expression{
            (keyword + declare(conversion.getType(), "", isRead) + ">(" + source.text + ")").str(),
            Postfix,
            {}};
      })
      .Default([](Operation *) { return std::nullopt; });
}

Expression FunctionPrinter::emitLoad(cxx::LoadOp op) {
  Expression object = emitObject(op.getAddress());
  CppType type = getCanonicalType(op.getType());
  object.type = type;
  // Whatever type of function the member points to.
  if (isa<cxx::CodeType>(op.getType()))
    return {"reinterpret_cast<const void *>(" + object.text + ")", Postfix, {}};
  if (type.kind != CppType::Int)
    return object;
  std::optional<CppType> spelling = getSpelling(op.getAddress());
  if (spelling && spelling->bits == type.bits) {
    object.type = *spelling;
    return object;
  }
  return {"static_cast<" + spell(type) + ">(" + object.text + ")", Postfix, type};
}

std::optional<CppType> FunctionPrinter::getSpelling(Value address) {
  address = plan.resolve(address);
  if (auto argument = argumentSpellings.find(address); argument != argumentSpellings.end())
    return argument->second;
  if (unknownArguments.contains(address))
    return std::nullopt;
  Type scalar = address.getType();
  while (isa<cxx::PtrType, cxx::ArrayType>(scalar)) {
    if (auto array = dyn_cast<cxx::ArrayType>(scalar))
      scalar = array.getElementType();
    else
      scalar = cast<cxx::PtrType>(scalar).getPointee();
  }
  CppType canonical = getCanonicalType(scalar);
  Operation *op = address.getDefiningOp();
  if (!op || plan.getVariable(address))
    return canonical;
  return llvm::TypeSwitch<Operation *, std::optional<CppType>>(op)
      .Case<cxx::ElementOp, cxx::OffsetOp, cxx::LoadOp>(
          [&](Operation *) { return getSpelling(op->getOperand(0)); })
      .Case([&](cxx::FieldOp field) {
        auto record = cast<cxx::RecordType>(getPointee(field.getRecord()));
        if (isUnnamed(record) || isGenerated(record))
          return std::optional(canonical);
        return findFieldSpelling(context.typeDefinitions, record.getName(),
                                 record.getFields()[field.getIndex()].name);
      })
      .Case([&](arith::SelectOp select) -> std::optional<CppType> {
        auto left = getSpelling(select.getTrueValue()), right = getSpelling(select.getFalseValue());
        return left && right && *left == *right ? left : std::nullopt;
      })
      .Default([&](Operation *) { return canonical; });
}

/// Comparisons that a compiler can decide would be warned of: they are printed decided.
Expression FunctionPrinter::emitCompare(cxx::PtrCmpOp op) {
  using P = cxx::PtrPredicate;
  context.usesAddresses = true;
  static constexpr llvm::StringLiteral symbols[] = {"==", "!=", "<", "<=", ">", ">="};
  P predicate = op.getPredicate();
  bool isEquality = predicate == P::eq || predicate == P::ne;
  auto isNull = [](Value v) { return isa_and_nonnull<cxx::NullOp>(v.getDefiningOp()); };
  auto getObject = [&](Value v) {
    Value root = getPathRoot(plan.resolve(v));
    return isa_and_nonnull<cxx::AllocaOp, cxx::AddressOfOp>(root.getDefiningOp()) ? root : Value();
  };
  // Addresses of objects are not null, and those of different objects differ.
  Value left = getObject(op.getLhs()), right = getObject(op.getRhs());
  // A path that starts at a pointer may lead nowhere: `null + 0` is null.
  auto isObject = [&](Value v) {
    auto root = bound.find(getPathRoot(plan.resolve(v)));
    return getObject(v) || (root != bound.end() && root->second.isObject);
  };
  bool isNotNull = (isNull(op.getRhs()) && isObject(op.getLhs())) ||
                   (isNull(op.getLhs()) && isObject(op.getRhs()));
  if (isEquality && (isNotNull || (left && right && left != right)))
    return {predicate == P::ne ? "true" : "false", Primary, CppType::boolean()};
  // An array is compared by its first element's address.
  auto side = [&](Value value) {
    value = plan.resolve(value);
    auto element = value.getDefiningOp<cxx::ElementOp>();
    if (!element || bound.contains(value))
      return emit(value);
    return Expression{"&" + emitObject(value).text, Unary, {}};
  };
  return combine({side(op.getLhs()), side(op.getRhs()), symbols[static_cast<unsigned>(predicate)],
                  isEquality ? Equality : Relational, CppType::boolean(), false});
}
