#!/usr/bin/python3
"""Runs clang-tidy over our sources, side by side, and remembers which were clean.

    tidy.py BUILD [FILE…]

BUILD holds compile_commands.json. A file is read again when it, a header of ours below it, the way it is compiled or
.clang-tidy has changed; the memory is in BUILD/lint. Tests are not read: the compiler's warnings do for them.
"""
import concurrent.futures
import functools
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
OURS = ("core/", "ui/", "app/")
INCLUDE = re.compile(rb'^\s*#\s*include\s*"([^"]+)"', re.MULTILINE)


@functools.lru_cache(maxsize=None)
def content(path):
    return path.read_bytes()


def with_headers(source):
    """The source and every header of ours that it reads, sorted."""
    seen, waiting = set(), [source]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        waiting += [ROOT / name.decode() for name in INCLUDE.findall(content(path)) if (ROOT / name.decode()).is_file()]
    return sorted(seen)


def fingerprint(source, command, settings):
    digest = hashlib.sha256(settings + command.encode())
    for path in with_headers(source):
        digest.update(path.as_posix().encode() + b"\0" + content(path) + b"\0")
    return digest.hexdigest()


def arguments_for_clang(command):
    """Only what decides how the file reads: where headers are, what is defined, which language. Not the precompiled
    headers, which are GCC's: every file includes what it uses."""
    words = shlex.split(command)
    kept = [word for word in words if word.startswith(("-D", "-I", "-std=", "-fPIC"))]
    kept += [part for index, word in enumerate(words[:-1]) if word == "-isystem" for part in (word, words[index + 1])]
    return kept


def check(source, command, directory):
    words = arguments_for_clang(command)
    result = subprocess.run(
        ["clang-tidy", "--quiet", str(source), "--", *words, "-Wno-everything"],
        cwd=directory, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    noise = re.compile(r"^\d+ warnings?( and \d+ errors?)? generated\.$|^Error while processing")
    return result.returncode, "\n".join(line for line in result.stdout.splitlines() if not noise.match(line))


def jobs(build, wanted):
    settings = (ROOT / ".clang-tidy").read_bytes()
    settings += subprocess.run(["clang-tidy", "--version"], stdout=subprocess.PIPE, check=True).stdout
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        source = pathlib.Path(entry["directory"], entry["file"]).resolve()
        if not source.is_relative_to(ROOT) or not source.is_file():
            continue
        name = source.relative_to(ROOT).as_posix()
        if name.startswith(OURS) and (not wanted or name in wanted):
            yield name, source, entry, build / "lint" / fingerprint(source, entry["command"], settings)


def main():
    build, wanted = pathlib.Path(sys.argv[1]).resolve(), set(sys.argv[2:])
    (build / "lint").mkdir(exist_ok=True)
    every = list(jobs(build, wanted))
    todo = [job for job in every if not job[3].exists()]
    print(f"{len(every)} sources, {len(every) - len(todo)} known to be clean")
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        running = {pool.submit(check, job[1], job[2]["command"], job[2]["directory"]): job for job in todo}
        for number, done in enumerate(concurrent.futures.as_completed(running), 1):
            name, _, _, stamp = running[done]
            code, output = done.result()
            if code == 0:
                stamp.touch()
            else:
                failed += 1
                print(output)
            print(f"[{number}/{len(todo)}] {name}", flush=True)
    print(f"{failed} sources with findings" if failed else "no findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
