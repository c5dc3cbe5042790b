#!/usr/bin/python3
"""Runs the measuring programs and puts their figures into a table and a file.

    bench.py BUILD RESULT.json [NAME]

A measuring program is an executable bench_* below BUILD. What it prints is shown; a line that is a JSON object holds its
figures, name to number. Aims are shown, not enforced: a busy machine is no fault of the program.
"""
import json
import os
import pathlib
import platform
import subprocess
import sys

PEERS = ("libjwt", "cppjwt")
AIMS = {"rs256_ratio": (">=", 0.9), "es256_ratio": (">=", 0.9), "eddsa_ratio": (">=", 0.9),
        "fleet_wake_ratio": ("<=", 2), "fleet_day_ratio": ("<=", 2), "fleet_settled_ratio": ("<=", 2),
        "fleet_outage_ratio": ("<=", 2), "fleet_retry_after_ratio": ("<=", 2),
        "idle_wakeups_per_minute": ("<=", 1), "token_vs_oidc_token": ("<=", 1.5),
        "accounts_10000_tick_ms": ("<=", 0.1), "accounts_load_exponent": ("<=", 1.2),
        "startup_ratio": ("<=", 1.5), "stall_accounts_ms": ("<=", 16), "stall_scroll_ms": ("<=", 16),
        "stall_paste_ms": ("<=", 16), "stall_recorded_ms": ("<=", 16), "stall_diagram_ms": ("<=", 16), "signin_redirect_trips": ("<=", 1.2), "signin_browser_cold_trips": ("<=", 1.2),
        "signin_browser_warm_trips": ("<=", 0.1), "signin_browser_new_process_trips": ("<=", 0.1),
        "signin_redirect_requests": ("<=", 1), "signin_browser_cold_requests": ("<=", 1),
        "signin_browser_warm_requests": ("<=", 0), "inspect_us": ("<=", 30), "lines_memory_ratio": ("<=", 1.1),
        **{f"{alg}_vs_{peer}": (">=", 5) for alg in ("rs256", "es256", "hs256") for peer in PEERS}}


def programs(build, name):
    found = [path for path in sorted(build.rglob("bench_*")) if path.is_file() and os.access(path, os.X_OK)]
    return [path for path in found if path.suffix == "" and name in path.name]


def figures_of(program):
    figures = {}
    try:
        result = subprocess.run([program], stdout=subprocess.PIPE, text=True, timeout=900, check=False)
    except subprocess.TimeoutExpired:
        print(f"error: {program.name} was not done after a quarter of an hour", file=sys.stderr)
        return figures, False
    for line in result.stdout.splitlines():
        if line.startswith("{"):
            figures.update(json.loads(line))
        else:
            print(f"  {line}")
    if result.returncode != 0 or not figures:
        print(f"error: {program.name} ended with {result.returncode} and gave {len(figures)} figures", file=sys.stderr)
    return figures, result.returncode == 0 and bool(figures)


def verdict(name, value):
    if name not in AIMS:
        return "", ""
    relation, bound = AIMS[name]
    met = value >= bound if relation == ">=" else value <= bound
    return f"{relation} {bound}", "met" if met else "missed"


def print_table(figures):
    rows = [("figure", "value", "aim", "")]
    rows += [(name, f"{value:.0f}" if value >= 1000 else f"{value:.4g}", *verdict(name, value))
             for name, value in figures.items()]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


def main():
    if len(sys.argv) < 3:
        print(__doc__, file=sys.stderr)
        return 2
    build, result = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])
    found = programs(build, sys.argv[3] if len(sys.argv) > 3 else "")
    if not found:
        print("error: there is no such measuring program", file=sys.stderr)
        return 1
    figures, complete, load = {}, True, os.getloadavg()[0]
    for program in found:
        print(f"Running {program.name} ...", flush=True)
        new, well = figures_of(program)
        figures.update(new)
        complete = complete and well
    print_table(figures)
    machine = f"{platform.machine()}, {os.cpu_count()} processors, load when it began {load:.1f}"
    print(f"Machine: {machine}.")
    result.write_text(json.dumps({"machine": machine, "figures": figures}, indent=2) + "\n", encoding="utf-8")
    print(f"Written to {result}.")
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main())
