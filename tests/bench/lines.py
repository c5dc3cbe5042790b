#!/usr/bin/python3
"""Measures `tessera inspect --lines`: tokens a second, and that its memory does not grow with their number.

Makes 100,000 access tokens of about 1 KB (RS256), has them reported as JSON without and with the key, and compares the
peak memory with that of 1,000. Fewer with HS256, where every token is tried with all weak secrets. Tokens a second are
given by the clock on the wall and by the processor's time, which says the same on a busy machine. Measured in the same
run, before and after: the least Python needs for such tokens, base64 and JSON. Prints one JSON object last.
"""
import base64
import itertools
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import time
import typing

MANY, MANY_SHARED, FEW, PLAIN = 100_000, 10_000, 1_000, 10_000
NOW = "1767323045"  # while the tokens are good
HERE = pathlib.Path(__file__).resolve().parent
MAKE = HERE / "many_tokens"
TESSERA = HERE.parent / "bin" / "tessera"
KILOBYTE = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss


class Measured(typing.NamedTuple):
    per_second: float
    processor_per_second: float
    vs_python: float
    memory_ratio: float  # many tokens to few
    peak: int


def inspect(tokens, count, key_option=()):
    """Wall seconds, processor seconds and peak bytes. That the report says what it must is tested elsewhere; here all
    lines have to be read and none refused."""
    begun = time.perf_counter()
    command = [TESSERA, "inspect", tokens, "--lines", "--json", "--at", NOW, *key_option]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0 or f"{count} lines, 0 refused" not in said:
        sys.exit(f"error: tessera inspect ended with {process.returncode} and said {said!r}")
    if usage.ru_maxrss <= resource.getrusage(resource.RUSAGE_SELF).ru_maxrss:
        sys.exit("error: this script takes more memory than the program, and hides it")  # a child begins with ours
    return took, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * KILOBYTE


def plain_speed(tokens):
    """Tokens per second of processor time, taken apart and parsed."""
    begun = time.process_time()
    with open(tokens, "rb") as lines:
        for line in itertools.islice(lines, PLAIN):
            header, claims, _ = line.split(b".")
            for part in (header, claims):
                json.loads(base64.urlsafe_b64decode(part + b"=" * (-len(part) % 4)))
    return PLAIN / (time.process_time() - begun)


def made(folder, alg, count):
    tokens, key = folder / f"{alg}-{count}", folder / f"{alg}-{count}-key"
    for old in (tokens, key):
        old.unlink(missing_ok=True)
    subprocess.run([MAKE, alg, str(count), tokens, key], check=True)
    return tokens, key


def measured(what, folder, alg, count, option):
    tokens, key = made(folder, alg, FEW)
    *_, few_peak = inspect(tokens, FEW, [option, key] if option else [])
    tokens, key = made(folder, alg, count)
    before = plain_speed(tokens)
    wall, processor, peak = inspect(tokens, count, [option, key] if option else [])
    plain = (before + plain_speed(tokens)) / 2
    tokens.unlink()
    key.unlink()
    row = Measured(count / wall, count / processor, count / processor / plain, peak / few_peak, peak)
    print(f"inspect --lines, {what}: {count} tokens, {row.per_second:.0f} a second, {row.processor_per_second:.0f} a "
          f"second of processor time ({row.vs_python:.2f} of what Python takes apart), peak {peak / 1e6:.1f} MB, with "
          f"{FEW} tokens {few_peak / 1e6:.1f} MB", flush=True)
    return row


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        decoded = measured("RS256", folder, "RS256", MANY, "")
        verified = measured("RS256 and --key", folder, "RS256", MANY, "--key")
        shared = measured("HS256 and --secret-file", folder, "HS256", MANY_SHARED, "--secret-file")
    every = (decoded, verified, shared)
    figures = {"lines_vs_python": round(decoded.vs_python, 3),
               "lines_memory_ratio": round(max(row.memory_ratio for row in every), 3),
               "lines_peak_mb": round(max(row.peak for row in every) / 1e6, 1)}
    for name, row in (("lines", decoded), ("lines_key", verified), ("lines_hs256", shared)):
        figures[f"{name}_per_second"] = round(row.per_second)
        figures[f"{name}_per_processor_second"] = round(row.processor_per_second)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
