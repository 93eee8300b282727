// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Errors of the importer, with notes from the failing construct back to the request.

#include "ImportDiagnostics.h"

using namespace costate::frontend;

ImportDiagnostics::ImportDiagnostics(clang::DiagnosticsEngine &engine)
    : engine(engine),
      errorId(engine.getDiagnosticIDs()->getCustomDiagID(clang::DiagnosticIDs::Error, "%0")),
      noteId(engine.getDiagnosticIDs()->getCustomDiagID(clang::DiagnosticIDs::Note, "%0")) {}

void ImportDiagnostics::refuse(clang::SourceLocation location, llvm::StringRef code,
                               const llvm::Twine &message, const clang::FunctionDecl *function) {
  std::string text = (message + " [costate-" + code + "]").str();
  if (onTrial) {
    std::string place = location.isValid() && engine.hasSourceManager()
                            ? location.printToString(engine.getSourceManager()) + ": "
                            : "";
    if (trialRefusal.empty())
      trialRefusal = place + text;
    return;
  }
  ++errors;
  // Template instances and repeated calls meet the same construct again, and one mistake often
  // stands at several places of a function.
  if (!reported.insert({location.getRawEncoding(), text}).second ||
      (function && !reportedIn.insert({function->getCanonicalDecl(), text}).second))
    return;
  engine.Report(location, errorId) << text;
  noteOrigins(function);
}

void ImportDiagnostics::note(clang::SourceLocation location, const llvm::Twine &message) {
  if (!onTrial)
    engine.Report(location, noteId) << message.str();
}

void ImportDiagnostics::recordCall(const clang::FunctionDecl *callee,
                                   const clang::FunctionDecl *caller,
                                   clang::SourceLocation location) {
  origins.try_emplace(callee->getCanonicalDecl(),
                      Origin{caller->getCanonicalDecl(), location, callee->getNameAsString()});
}

void ImportDiagnostics::recordRequest(const clang::FunctionDecl *function,
                                      clang::SourceLocation location, const llvm::Twine &what) {
  origins.try_emplace(function->getCanonicalDecl(), Origin{nullptr, location, what.str()});
}

void ImportDiagnostics::noteOrigins(const clang::FunctionDecl *function) {
  // A chain is no longer than the number of functions; recursion ends at the first known caller.
  for (unsigned depth = 0; function && depth < 32; ++depth) {
    auto found = origins.find(function->getCanonicalDecl());
    if (found == origins.end())
      return;
    const Origin &origin = found->second;
    if (!origin.caller) {
      if (origin.location.isValid())
        note(origin.location, origin.what + " requested here");
      else
        engine.Report(noteId) << origin.what + " requested on the command line";
      return;
    }
    note(origin.location, "in call to '" + origin.what + "' from '" +
                              origin.caller->getQualifiedNameAsString() + "'");
    function = origin.caller;
  }
}
