// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Lines of C++ text with indentation; lines that are too long are broken at commas and operators.
// Knows nothing of what the lines say.

#ifndef COSTATE_LIB_TARGET_CPP_LINEWRITER_H
#define COSTATE_LIB_TARGET_CPP_LINEWRITER_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include <string>
#include <vector>

namespace costate::cpp {

class LineWriter {
public:
  /// Appends one line; breaks it where it would pass the margin.
  void line(llvm::StringRef text);
  /// Appends a line as it is: comments, empty lines, the user's own text.
  void verbatim(llvm::StringRef text) { lines.push_back({indentation, text.str(), true}); }

  void indent() { ++indentation; }
  void outdent() { --indentation; }

  struct Line {
    unsigned indentation;
    std::string text;
    bool isVerbatim = false;
  };

  /// The lines that `print` appends, one step further in; they are taken out again.
  std::vector<Line> capture(llvm::function_ref<void()> print);
  /// All lines so far, taken out.
  std::vector<Line> take() { return std::move(lines); }
  void append(const std::vector<Line> &captured) {
    lines.insert(lines.end(), captured.begin(), captured.end());
  }

  void print(llvm::raw_ostream &os) const;

private:
  std::vector<Line> lines;
  unsigned indentation = 0;
};

} // namespace costate::cpp

#endif // COSTATE_LIB_TARGET_CPP_LINEWRITER_H
