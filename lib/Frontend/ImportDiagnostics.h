// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Errors of the importer, in clang's format: one error, its code, and the way from the request to
// it.

#ifndef COSTATE_LIB_FRONTEND_IMPORTDIAGNOSTICS_H
#define COSTATE_LIB_FRONTEND_IMPORTDIAGNOSTICS_H

#include "clang/AST/Decl.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/Twine.h"
#include <set>
#include <string>

namespace costate::frontend {

/// Reports refusals and remembers how each function was reached.
class ImportDiagnostics {
public:
  explicit ImportDiagnostics(clang::DiagnosticsEngine &engine);

  /// Reports `message [costate-<code>]`. Within a function, notes lead back to the request. What a
  /// library's function is refused for stands where the user's code called the library, once for
  /// each such call, with notes down to the construct.
  void refuse(clang::SourceLocation location, llvm::StringRef code, const llvm::Twine &message,
              const clang::FunctionDecl *function = nullptr);
  /// Adds to the last refusal, if that was reported.
  void note(clang::SourceLocation location, const llvm::Twine &message);

  /// `callee` was first met in a call at `location` inside `caller`.
  void recordCall(const clang::FunctionDecl *callee, const clang::FunctionDecl *caller,
                  clang::SourceLocation location);
  /// `function` was asked for: `what` ("gradient of 'f'"), at a location that may be invalid.
  void recordRequest(const clang::FunctionDecl *function, clang::SourceLocation location,
                     const llvm::Twine &what);

  bool hasErrors() const { return errors != 0; }

  /// From here on, refusals are not reported; the first one is what `finishTrial` gives, or "".
  void startTrial() { onTrial = true; }
  std::string finishTrial() {
    onTrial = false;
    return std::exchange(trialRefusal, std::string());
  }

private:
  struct Origin {
    const clang::FunctionDecl *caller = nullptr;
    clang::SourceLocation location;
    std::string what;
  };
  /// A place, and the function around it.
  struct Frame {
    clang::SourceLocation location;
    const clang::FunctionDecl *function;
  };
  llvm::SmallVector<Frame> collectFrames(clang::SourceLocation location,
                                         const clang::FunctionDecl *function) const;
  size_t findOwnFrame(llvm::ArrayRef<Frame> frames) const;
  void noteOrigins(const clang::FunctionDecl *function);

  clang::DiagnosticsEngine &engine;
  unsigned errorId;
  unsigned noteId;
  unsigned errors = 0;
  bool onTrial = false;
  bool lastIsRepeated = false;
  std::string trialRefusal;
  llvm::DenseMap<const clang::FunctionDecl *, Origin> origins;
  std::set<std::pair<unsigned, std::string>> reported;
  std::set<std::pair<const clang::FunctionDecl *, std::string>> reportedIn;
  std::set<unsigned> reportedCalls;
};

} // namespace costate::frontend

#endif // COSTATE_LIB_FRONTEND_IMPORTDIAGNOSTICS_H
