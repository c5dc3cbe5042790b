#!/usr/bin/python3
"""Runs the measuring programs and puts their figures into a table and a file.

    bench.py BUILD RESULT.json [NAME]

A measuring program is an executable bench_* below BUILD. Each line of its output that is a JSON object is a figure:
{"name", "value", "unit", "baseline", "ratio", "aim"}, all but name and value optional; aim is like "<= 1.5" and is about
the ratio if there is one, else about the value. Aims are shown, not enforced: a busy machine is no fault of the program.
"""
import json
import os
import pathlib
import platform
import subprocess
import sys


def programs(build, name):
    found = [path for path in sorted(build.rglob("bench_*")) if path.is_file() and os.access(path, os.X_OK)]
    return [path for path in found if path.suffix == "" and name in path.name]


def figures_of(program):
    result = subprocess.run([program], stdout=subprocess.PIPE, text=True, timeout=600, check=False)
    figures = []
    for line in result.stdout.splitlines():
        if line.startswith("{"):
            figures.append({"program": program.name, **json.loads(line)})
        else:
            print(line)
    if result.returncode != 0 or not figures:
        print(f"error: {program.name} ended with {result.returncode} and gave {len(figures)} figures", file=sys.stderr)
        return figures, False
    return figures, True


def is_met(figure):
    if not figure.get("aim"):
        return None
    relation, bound = figure["aim"].split()
    reached = figure.get("ratio", figure["value"])
    return reached <= float(bound) if relation == "<=" else reached >= float(bound)


def shown(number):
    if number is None:
        return ""
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.3g}"


def print_table(figures):
    rows = [("figure", "value", "", "bare", "ratio", "aim", "")]
    for figure in figures:
        met = figure["met"]
        rows.append((figure["name"], shown(figure["value"]), figure.get("unit", ""), shown(figure.get("baseline")),
                     shown(figure.get("ratio")), figure.get("aim", ""), "" if met is None else "met" if met else "MISSED"))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) if column in (0, 2) else cell.rjust(width)
                        for column, (cell, width) in enumerate(zip(row, widths))).rstrip())


def main():
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    build, result = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    found = programs(build, sys.argv[3] if len(sys.argv) > 3 else "")
    if not found:
        print("error: there is no such measuring program", file=sys.stderr)
        return 1
    figures, complete = [], True
    for program in found:
        print(f"Running {program.name} ...", flush=True)
        new, well = figures_of(program)
        figures += new
        complete = complete and well
    for figure in figures:
        figure["met"] = is_met(figure)
    print_table(figures)
    result.write_text(json.dumps({"machine": f"{platform.machine()}, {os.cpu_count()} processors", "figures": figures},
                                 indent=2) + "\n", encoding="utf-8")
    print(f"Written to {result}.")
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main())
