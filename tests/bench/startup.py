#!/usr/bin/python3
"""Measures how long tessera-desktop takes to its first painted window, against an empty QMainWindow.

Both are started in turn, 15 times each, on a virtual display. Counted is from the start of the process to the line it
prints once it was painted; the medians are compared. Needs xvfb-run where there is no display. Prints one JSON object
last.
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 15
HERE = pathlib.Path(__file__).resolve().parent
EMPTY = HERE / "startup_empty_window"
DESKTOP = HERE.parent / "bin" / "tessera-desktop"


def once(command, environment):
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment) as process:
        line = process.stdout.readline()
        took = (time.perf_counter() - begun) * 1000
        process.stdout.read()
    if process.returncode != 0 or not line.strip().isdigit():
        sys.exit(f"error: {command[0]} ended with {process.returncode} and said {line!r}")
    return took


def main():
    if "DISPLAY" not in os.environ:
        os.execvp("xvfb-run", ["xvfb-run", "-a", "-s", "-screen 0 1280x1024x24", sys.executable, __file__])
    with tempfile.TemporaryDirectory() as home:
        environment = dict(os.environ, HOME=home, XDG_CONFIG_HOME=home, XDG_RUNTIME_DIR=home)
        environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
        empty_command = [str(EMPTY)]
        desktop_command = [str(DESKTOP), "--exit-after-first-paint", "--config", home]
        for command in (empty_command, desktop_command):  # once for the disk cache, not counted
            once(command, environment)
        empty, desktop = [], []
        for _ in range(RUNS):
            empty.append(once(empty_command, environment))
            desktop.append(once(desktop_command, environment))
    base, ours = statistics.median(empty), statistics.median(desktop)
    print(f"First painted window, median of {RUNS}: tessera-desktop {ours:.0f} ms, an empty window {base:.0f} ms")
    print(json.dumps({"startup_ratio": round(ours / base, 3), "startup_ms": round(ours, 1),
                      "startup_empty_ms": round(base, 1)}))


if __name__ == "__main__":
    main()
