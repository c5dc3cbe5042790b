#!/usr/bin/python3
"""Compiles the named Python files without leaving anything behind; ends with 1 at a syntax error."""
import sys

failed = False
for path in sys.argv[1:]:
    try:
        with open(path, encoding="utf-8") as file:
            compile(file.read(), path, "exec")
    except SyntaxError as error:
        print(f"error: {error}")
        failed = True
sys.exit(failed)
