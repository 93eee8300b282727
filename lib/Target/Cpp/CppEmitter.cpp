// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The file around the functions: banner, includes, type definitions, tables, namespaces.

#include "costate/Target/Cpp/CppEmitter.h"

#include "FunctionPrinter.h"
#include "GeneratedRecords.h"

#include "costate/Support/Diagnostics.h"
#include "llvm/ADT/STLExtras.h"

using namespace mlir;
using namespace costate;
using namespace costate::cpp;

namespace {

class FilePrinter {
public:
  FilePrinter(ModuleOp module, const CppEmitterOptions &options)
      : context(module), options(options) {}

  LogicalResult print(llvm::raw_ostream &os) {
    for (auto function : context.module.getOps<func::FuncOp>())
      if (!function.isExternal() &&
          (options.allFunctions || function->hasAttr(cxx::attr::derivative)))
        if (failed(printFunction(function)))
          return failure();
    LineWriter tables;
    // Helpers mention globals and further helpers.
    if (failed(printCallees()) || failed(printGlobals(tables)))
      return failure();
    LineWriter head;
    printHead(head);
    head.append(tables.take());
    head.append(declarations.take());
    auto helperLines = helpers.take();
    if (!helperLines.empty()) {
      head.verbatim("");
      head.line("namespace {");
      head.append(helperDeclarations.take());
      head.append(helperLines);
      head.verbatim("");
      head.line("} // namespace");
    }
    head.append(functions.take());
    head.print(os);
    return success();
  }

private:
  LogicalResult printFunction(func::FuncOp function);
  LogicalResult printGlobals(LineWriter &out);
  LogicalResult printCallees();
  void printHead(LineWriter &out);
  void printIgnoredWarnings(LineWriter &out);
  void printCode(LineWriter &out);
  std::string convertToField(cxx::RecordType record, const cxx::RecordField &field,
                             const std::string &text);
  FailureOr<std::string> spellInitial(cxx::GlobalOp global, Attribute value, Type type);

  ModuleContext context;
  const CppEmitterOptions &options;
  /// Helpers: recursive functions and their derivatives, which call each other.
  LineWriter functions, declarations, helpers, helperDeclarations;
  llvm::DenseSet<Operation *> printed;
};

} // namespace

/// The named namespaces around a function; the derivative of a function in an anonymous one is
/// visible.
static std::string getNamespaces(Operation *op) {
  std::string result;
  if (auto parts = op->getAttrOfType<ArrayAttr>(cxx::attr::namespaces))
    for (auto part : parts.getAsRange<StringAttr>())
      if (!part.getValue().empty())
        result += (result.empty() ? "" : "::") + part.getValue().str();
  return result;
}

static void openNamespace(LineWriter &out, llvm::StringRef name) {
  if (!name.empty())
    out.line(("namespace " + name + " {").str());
}
static void closeNamespace(LineWriter &out, llvm::StringRef name) {
  if (!name.empty())
    out.line(("} // namespace " + name).str());
}

/// Whether code of another file was inlined into the function.
static bool hasCodeOfOtherFiles(func::FuncOp function) {
  auto own = function.getLoc()->findInstanceOf<FileLineColLoc>();
  return own && function
                    .walk([&](Operation *op) {
                      auto place = op->getLoc()->findInstanceOf<FileLineColLoc>();
                      return place && place.getFilename() != own.getFilename()
                                 ? WalkResult::interrupt()
                                 : WalkResult::advance();
                    })
                    .wasInterrupted();
}

LogicalResult FilePrinter::printFunction(func::FuncOp function) {
  printed.insert(function);
  context.hasHeaderCode |= hasCodeOfOtherFiles(function);
  std::string name = getNamespaces(function);
  LineWriter text;
  FunctionPrinter printer(context, function);
  if (failed(printer.print(text)))
    return failure();
  functions.verbatim("");
  openNamespace(functions, name);
  functions.append(text.take());
  closeNamespace(functions, name);
  return success();
}

/// Functions that the printed ones call are declared, or defined as well where the module has them.
LogicalResult FilePrinter::printCallees() {
  for (unsigned i = 0; i < context.callees.size(); ++i) {
    func::FuncOp callee = context.callees[i];
    if (printed.contains(callee))
      continue;
    if (callee->hasAttr(cxx::attr::helper)) {
      FunctionPrinter printer(context, callee);
      helpers.verbatim("");
      if (failed(printer.print(helpers)))
        return failure();
      helperDeclarations.line(printer.spellDeclaration());
      continue;
    }
    if (!callee.isExternal())
      return emitRefusal(callee.getLoc(), "cpp-call",
                         "the called function '" + callee.getName() + "' was not inlined");
    std::string name = getNamespaces(callee);
    declarations.verbatim("");
    openNamespace(declarations, name);
    FunctionPrinter(context, callee).printDeclaration(declarations);
    closeNamespace(declarations, name);
  }
  return success();
}

/// The number that a member of enumeration type holds, converted to that type.
std::string FilePrinter::convertToField(cxx::RecordType record, const cxx::RecordField &field,
                                        const std::string &text) {
  bool isNumber =
      isGenerated(record) ||
      findFieldDeclaration(context.typeDefinitions, record.getName(), field.name).empty() ||
      findFieldSpelling(context.typeDefinitions, record.getName(), field.name).has_value();
  if (!isa<IntegerType>(field.type) || isNumber)
    return text;
  return ("static_cast<decltype(" + record.getName() + "::" + field.name + ")>(" + text + ")")
      .str();
}

FailureOr<std::string> FilePrinter::spellInitial(cxx::GlobalOp global, Attribute value, Type type) {
  auto refuse = [&]() -> FailureOr<std::string> {
    return emitRefusal(global.getLoc(), "cpp-global",
                       "the initial value of '" + global.getName() + "' has no form in C++");
  };
  if (auto parts = dyn_cast<ArrayAttr>(value)) {
    auto record = dyn_cast<cxx::RecordType>(type);
    auto array = dyn_cast<cxx::ArrayType>(type);
    if (!array && !(record && record.getFields().size() == parts.size()))
      return refuse();
    std::string text = "{";
    for (auto [index, part] : llvm::enumerate(parts)) {
      auto element = spellInitial(global, part,
                                  array ? array.getElementType() : record.getFields()[index].type);
      if (failed(element))
        return failure();
      if (record)
        *element = convertToField(record, record.getFields()[index], *element);
      text += (index ? ", " : "") + *element;
    }
    return text + "}";
  }
  if (auto string = dyn_cast<StringAttr>(value))
    return spellString(string.getValue());
  std::optional<std::string> text = spellScalar(context, value);
  if (!text)
    return refuse();
  return *text;
}

LogicalResult FilePrinter::printGlobals(LineWriter &out) {
  LineWriter tables;
  for (cxx::GlobalOp global : context.globals) {
    std::string name = context.nameGlobal(global).str();
    if (global.getInitial() && global.getConstant()) {
      auto initial = spellInitial(global, *global.getInitial(), global.getType());
      if (failed(initial))
        return failure();
      tables.line("const " + declare(global.getType(), name) + " = " + *initial + ";");
      continue;
    }
    if (global.getInternal())
      return emitRefusal(global.getLoc(), "cpp-internal-variable",
                         "the variable '" + name +
                             "' has internal linkage: another file cannot use it");
    // The library's headers declare its variables, with their class.
    if (isLibraryVariable(global))
      continue;
    size_t split = name.rfind("::");
    std::string scope = split == std::string::npos ? "" : name.substr(0, split);
    std::string own = split == std::string::npos ? name : name.substr(split + 2);
    out.verbatim("");
    openNamespace(out, scope);
    bool isC = global->hasAttr(cxx::attr::externC);
    out.line(std::string("extern ") + (isC ? "\"C\" " : "") +
             (global.getConstant() ? "const " : "") + declare(global.getType(), own) + ";");
    closeNamespace(out, scope);
  }
  auto lines = tables.take();
  if (lines.empty())
    return success();
  out.verbatim("");
  out.line("namespace {");
  out.append(lines);
  out.line("} // namespace");
  return success();
}

/// Addresses of functions and virtual tables by their linker names. A program that inlines a
/// function everywhere has no symbol for it: a byte of this file stands for it then.
void FilePrinter::printCode(LineWriter &out) {
  for (auto &[symbol, name] : context.codeNames) {
    out.verbatim("");
    out.line("extern \"C\" const char " + name + "_symbol[] __asm__(\"" + symbol.str() +
             "\") __attribute__((weak));");
    out.line("[[maybe_unused]] static const char *" + name + "() {");
    out.indent();
    out.line("static const char stand_in[4096] = {};");
    out.line("return " + name + "_symbol != nullptr ? " + name + "_symbol : stand_in;");
    out.outdent();
    out.line("}");
  }
  if (!context.usesCodeStores)
    return;
  out.verbatim("");
  out.line("static void store_code(void *place, const void *code) { std::memcpy(place, &code, "
           "sizeof code); }");
}

/// Warnings of GCC that follow values instead of the text, and are wrong about it.
void FilePrinter::printIgnoredWarnings(LineWriter &out) {
  SmallVector<llvm::StringRef> warnings;
  // The reverse sweep computes again with the addresses of objects that are gone by then.
  if (context.releases && context.usesAddresses)
    warnings.push_back("use-after-free");
  // What nobody says of storage that alloca gives.
  if (context.usesFrameStorage && !context.hasHeaderCode)
    warnings.push_back("maybe-uninitialized");
  // Generic code of a header has paths that a use of it never takes.
  if (context.hasHeaderCode)
    warnings.append({"aggressive-loop-optimizations", "array-bounds", "maybe-uninitialized",
                     "nonnull", "restrict", "stringop-overflow"});
  if (warnings.empty())
    return;
  out.verbatim("");
  out.verbatim("#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 12");
  for (llvm::StringRef warning : warnings)
    out.verbatim(("#pragma GCC diagnostic ignored \"-W" + warning + "\"").str());
  out.verbatim("#endif");
}

void FilePrinter::printHead(LineWriter &out) {
  for (const std::string &line : options.banner)
    out.verbatim(line.empty() ? "//" : "// " + line);
  SmallVector<std::string> quoted, bracketed;
  auto insert = [](SmallVector<std::string> &list, std::string entry) {
    if (!llvm::is_contained(list, entry))
      list.push_back(entry);
  };
  if (auto includes = context.module->getAttrOfType<ArrayAttr>(cxx::attr::includes))
    for (auto include : includes.getAsRange<StringAttr>())
      insert(include.getValue().starts_with("<") ? bracketed : quoted, include.getValue().str());
  for (const std::string &header : context.headers)
    insert(bracketed, "<" + header + ">");
  llvm::sort(bracketed);
  if (!quoted.empty() || !bracketed.empty())
    out.verbatim("");
  for (const std::string &include : quoted)
    out.verbatim("#include " + include);
  if (!quoted.empty() && !bracketed.empty())
    out.verbatim("");
  for (const std::string &include : bracketed)
    out.verbatim("#include " + include);
  if (context.usesLong) {
    out.verbatim("");
    out.verbatim(
        "static_assert(sizeof(long) == 8, \"this code was derived for a 64-bit 'long'\");");
  }
  printIgnoredWarnings(out);
  for (llvm::StringRef text : context.typeDefinitions) {
    out.verbatim("");
    SmallVector<llvm::StringRef> lines;
    text.rtrim().split(lines, '\n');
    for (llvm::StringRef line : lines)
      out.verbatim(line);
  }
  printGeneratedRecords(context, out);
  printCode(out);
  if (context.usesObjects) {
    out.verbatim("");
    out.line("namespace {");
    out.line("template <typename T> [[maybe_unused]] T *pointer_to(const void *address) {");
    out.indent();
    out.line("return static_cast<T *>(const_cast<void *>(address));");
    out.outdent();
    out.line("}");
    out.line("template <typename T> [[maybe_unused]] T &object_at(const void *address) {");
    out.indent();
    out.line("return *pointer_to<T>(address);");
    out.outdent();
    out.line("}");
    out.line("} // namespace");
  }
  if (context.keepsOrder) {
    out.verbatim("");
    out.line("namespace {");
    out.line("/// In loops whose sums the vectorizer of GCC 12 takes in a wrong order.");
    out.line("inline void keep_order() {");
    out.verbatim("#if defined(__GNUC__) && !defined(__clang__)");
    out.line("  __asm__ volatile(\"\");");
    out.verbatim("#endif");
    out.line("}");
    out.line("} // namespace");
  }
  if (!context.usesAssertion)
    return;
  out.verbatim("");
  out.line("namespace {");
  out.line("[[noreturn]] void assertion_failed(const char *expression, const char *file, int line, "
           "const "
           "char *function) {");
  out.indent();
  out.line("std::fprintf(stderr, \"%s:%d: %s: Assertion `%s' failed.\\n\", file, line, function, "
           "expression);");
  out.line("std::abort();");
  out.outdent();
  out.line("}");
  out.line("} // namespace");
}

LogicalResult costate::emitCpp(ModuleOp module, const CppEmitterOptions &options,
                               llvm::raw_ostream &os) {
  return FilePrinter(module, options).print(os);
}
