#!/usr/bin/python3
"""Measures what overwriting freed memory costs the command line: tessera against the same program without it.

Both are started in turn: for `--version`, for `inspect` of one token, and for `inspect --lines` of many. Compared is turn
by turn, by the processor's time, so that what else the machine does counts less, and by the time on the wall; what counts
is the median. Prints one JSON object last.
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

RUNS, RUNS_LINES, MANY = 60, 9, 20_000
NOW = "1767323045"  # while the tokens are good
HERE = pathlib.Path(__file__).resolve().parent
WITH, WITHOUT = HERE.parent / "bin" / "tessera", HERE / "tessera_not_zeroing"


def once(program, arguments):
    """Seconds of the processor and on the wall."""
    begun = time.perf_counter()
    with subprocess.Popen([program, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"error: {program.name} {' '.join(map(str, arguments[:1]))} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, took


def compared(what, runs, arguments):
    """How many times the processor's time without overwriting."""
    times = {WITH: [], WITHOUT: []}
    for program in times:  # once for the disk cache, not counted
        once(program, arguments)
    for turn in range(runs):
        for program in (WITH, WITHOUT) if turn % 2 else (WITHOUT, WITH):
            times[program].append(once(program, arguments))
    processor, wall = ([ours[column] / plain[column] for ours, plain in zip(times[WITH], times[WITHOUT])] for column in (0, 1))
    ours, plain = (statistics.median(row[0] for row in times[program]) * 1000 for program in (WITH, WITHOUT))
    print(f"{what}, {runs} times: {ours:.1f} ms of processor time, without overwriting {plain:.1f} ms "
          f"({statistics.median(processor):.3f} times; on the wall {statistics.median(wall):.3f} times)", flush=True)
    return round(statistics.median(processor), 3)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for count in (1, MANY):
            subprocess.run([HERE / "many_tokens", "RS256", str(count), folder / f"tokens-{count}", folder / f"key-{count}"],
                           check=True)
        print(json.dumps({
            "zeroing_version_ratio": compared("tessera --version", RUNS, ["--version"]),
            "zeroing_inspect_ratio": compared("tessera inspect", RUNS, ["inspect", folder / "tokens-1", "--at", NOW]),
            "zeroing_lines_ratio": compared(f"tessera inspect --lines of {MANY} tokens", RUNS_LINES,
                                            ["inspect", folder / f"tokens-{MANY}", "--lines", "--json", "--at", NOW])}))


if __name__ == "__main__":
    main()
