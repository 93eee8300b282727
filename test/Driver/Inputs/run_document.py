"""Executes a Markdown page: run_document.py PAGE FOLDER BIN

A fenced block after a line that ends in `name`: is written to that file. In ```console blocks, lines
that begin with '$ ' are run by bash in FOLDER, with BIN first in PATH; the lines below must be their output
('...' stands for any lines). A command that fails must be followed by its output and '[exit N]'.
"""
import os
import re
import subprocess
import sys


def blocks(text):
    """(language, line before, lines) of every fenced block."""
    before, language, lines = "", None, []
    for line in text.splitlines():
        if line.startswith("```"):
            if language is None:
                language, lines = line[3:].strip(), []
            else:
                yield language, before, lines
                language = None
        elif language is not None:
            lines.append(line)
        elif line.strip():
            before = line.strip()


def matches(expected, actual):
    """Whether the lines agree, where '...' stands for any number of lines."""
    if not expected:
        return not actual
    if expected[0].strip() == "...":
        return any(matches(expected[1:], actual[i:]) for i in range(len(actual) + 1))
    return bool(actual) and actual[0].rstrip() == expected[0].rstrip() and matches(expected[1:], actual[1:])


def run(command, expected, folder, environment):
    result = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    actual = result.stdout.splitlines()
    if result.returncode:
        actual.append(f"[exit {result.returncode}]")
    if not matches(expected, actual):
        sys.exit("\n".join([f"$ {command}", "--- the page says:", *expected, "--- the output is:", *actual]))


def main():
    page, folder, programs = sys.argv[1:]
    environment = dict(os.environ, PATH=programs + os.pathsep + os.environ["PATH"])
    commands = 0
    with open(page) as file:
        text = file.read()
    for language, before, lines in blocks(text):
        name = re.search(r"`([\w./-]+)`:$", before)
        if language == "console":
            position = 0
            while position < len(lines):
                command = lines[position].removeprefix("$ ")
                position += 1
                while command.endswith("\\"):
                    command = command[:-1] + lines[position].strip()
                    position += 1
                start = position
                while position < len(lines) and not lines[position].startswith("$ "):
                    position += 1
                run(command, lines[start:position], folder, environment)
                commands += 1
        elif name:
            with open(os.path.join(folder, name.group(1)), "w") as file:
                file.write("\n".join(lines) + "\n")
    print(f"{commands} commands")


main()
