// Part of the costate project, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "LineWriter.h"

#include <optional>

using namespace costate::cpp;

static constexpr size_t margin = 100;
static constexpr size_t indentStep = 2;

std::vector<LineWriter::Line> LineWriter::capture(llvm::function_ref<void()> print) {
  size_t before = lines.size();
  indent();
  print();
  outdent();
  std::vector<Line> captured(lines.begin() + before, lines.end());
  lines.resize(before);
  return captured;
}

/// The best place to break within the first `limit` characters: at the lowest nesting, and there as
/// late as possible. The result is the length of the first part, without the blank at its end.
static std::optional<size_t> findBreak(llvm::StringRef text, size_t limit) {
  std::optional<size_t> best;
  int depth = 0, bestDepth = 0;
  bool inString = false;
  for (size_t i = 0; i < text.size() && i <= limit; ++i) {
    char c = text[i];
    if (inString) {
      if (c == '\\')
        ++i;
      else if (c == '"')
        inString = false;
      continue;
    }
    if (c == '"')
      inString = true;
    depth += c == '(' || c == '[' || c == '{';
    depth -= c == ')' || c == ']' || c == '}';
    if (c != ' ' || i + 2 >= text.size())
      continue;
    llvm::StringRef next = text.drop_front(i + 1);
    bool isOperator = text[i - 1] == ',' || text[i - 1] == ';' || next.starts_with("&& ") ||
                      next.starts_with("|| ") || next.starts_with("+ ") || next.starts_with("- ") ||
                      next.starts_with("* ") || next.starts_with("/ ") || next.starts_with("? ") ||
                      next.starts_with(": ");
    // Operators stay at the end of the line.
    size_t end = text[i - 1] == ',' || text[i - 1] == ';' ? i : i + next.find(' ') + 1;
    if (!isOperator || end > limit)
      continue;
    // An early break leaves the next line too long.
    if (!best || depth <= bestDepth || end < limit / 3) {
      best = end;
      bestDepth = depth;
    }
  }
  return best;
}

void LineWriter::line(llvm::StringRef text) {
  unsigned depth = indentation;
  while (depth * indentStep + text.size() > margin) {
    std::optional<size_t> end = findBreak(text, margin - depth * indentStep);
    if (!end || *end >= text.size())
      break;
    lines.push_back({depth, text.take_front(*end).str()});
    text = text.drop_front(*end + 1);
    depth = indentation + 2;
  }
  lines.push_back({depth, text.str()});
}

void LineWriter::print(llvm::raw_ostream &os) const {
  bool isFirst = true;
  for (const Line &line : lines) {
    if (isFirst && line.text.empty())
      continue;
    isFirst = false;
    if (!line.text.empty())
      os.indent(line.indentation * indentStep) << line.text;
    os << '\n';
  }
}
