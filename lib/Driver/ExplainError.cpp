// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `costate explain-error CODE`. The text is docs/Diagnostics.md, which the build embeds: one
// section per code, so that the document and the tool cannot differ.

#include "costate/Driver/ExplainError.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

using namespace costate;
using llvm::StringRef;

static constexpr char catalogText[] =
#include "DiagnosticsText.inc"
    ;

namespace {
struct Entry {
  StringRef code;
  StringRef text;
};
} // namespace

/// The sections of the catalog: from "## costate-CODE" to the next heading of that level.
static llvm::SmallVector<Entry> readCatalog() {
  llvm::SmallVector<Entry> entries;
  StringRef rest = catalogText;
  while (true) {
    auto [skipped, section] = rest.split("\n## ");
    if (section.empty())
      return entries;
    size_t end = section.find("\n## ");
    StringRef text = section.substr(0, end);
    auto [heading, body] = text.split('\n');
    if (heading.consume_front("costate-"))
      entries.push_back({heading.trim(), body.trim()});
    rest = section.drop_front(text.size());
  }
}

/// The code as a user copies it: with or without brackets and prefix.
static StringRef strip(StringRef code) {
  code = code.trim();
  code.consume_front("[");
  code.consume_back("]");
  code.consume_front("costate-");
  return code;
}

static const Entry *findNearest(llvm::ArrayRef<Entry> entries, StringRef code) {
  const Entry *nearest = nullptr;
  unsigned best = 6;
  for (const Entry &entry : entries)
    if (unsigned distance = entry.code.edit_distance(code); distance < best) {
      best = distance;
      nearest = &entry;
    }
  return nearest;
}

int driver::explainError(llvm::ArrayRef<const char *> arguments) {
  llvm::SmallVector<Entry> entries = readCatalog();
  auto usageError = [](const llvm::Twine &message) {
    llvm::WithColor::error(llvm::errs(), "costate") << message << "\n";
    llvm::errs() << "usage: costate explain-error CODE; without CODE, lists all codes\n";
    return 2;
  };
  if (arguments.size() > 1)
    return usageError("more than one code");
  if (arguments.empty()) {
    for (const Entry &entry : entries)
      llvm::outs() << "costate-" << entry.code << "\n    " << entry.text.split('\n').first << "\n";
    return 0;
  }
  StringRef code = strip(arguments.front());
  for (const Entry &entry : entries)
    if (entry.code == code) {
      llvm::outs() << "costate-" << entry.code << "\n\n" << entry.text << "\n";
      return 0;
    }
  const Entry *nearest = findNearest(entries, code);
  return usageError("unknown code '" + llvm::Twine(arguments.front()) + "'" +
                    (nearest ? "; did you mean 'costate-" + nearest->code + "'?" : ""));
}
