#!/usr/bin/python3
"""Runs clang-tidy over our sources, side by side, and remembers which were clean.

    tidy.py BUILD [FILE…]

BUILD holds compile_commands.json. A file is read again when it, a header of ours below it, the way it is compiled or
.clang-tidy has changed. What was clean is remembered for all clones of a person, as ccache does: in
$XDG_CACHE_HOME/tessera-tidy, empty files that may be deleted at any time. Tests are not read: the compiler's warnings
do for them.

Reading Qt's headers is most of the work, so they are precompiled once for each way of compiling (clang 14, per file of
core/inspector: 7.2 s of processor time without, 4.5 s with). Where there is no clang++ it works without.
"""
import concurrent.futures
import functools
import hashlib
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
OURS = ("core/", "ui/", "app/")
WIDGETS = ("QApplication", "QLabel", "QPainter", "QPlainTextEdit", "QPushButton", "QVBoxLayout")
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
    """The same in every clone, wherever it lies."""
    digest = hashlib.sha256(settings + command.replace(str(ROOT), "").encode())
    for path in with_headers(source):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + content(path) + b"\0")
    return digest.hexdigest()


def memory():
    place = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "tessera-tidy"
    place.mkdir(parents=True, exist_ok=True)
    return place


def arguments_for_clang(command):
    """Only what decides how the file reads: where headers are, what is defined, which language. Not the precompiled
    headers, which are GCC's."""
    words = shlex.split(command)
    kept = [word for word in words if word.startswith(("-D", "-I", "-std=", "-fPIC"))]
    kept += [part for index, word in enumerate(words[:-1]) if word == "-isystem" for part in (word, words[index + 1])]
    return kept


def header_of(shared, arguments):
    """The headers that GCC has precompiled for the whole project, and widgets where they are used."""
    text = "#pragma clang system_header\n" + "".join(
        line for line in shared.read_text(encoding="utf-8").splitlines(True) if line.startswith("#include"))
    if "-DQT_WIDGETS_LIB" in arguments:
        text += "".join(f"#include <{name}>\n" for name in WIDGETS)
    return text


@functools.lru_cache(maxsize=None)
def precompiled(build, arguments):
    """What to add so that clang reads them precompiled; nothing where it cannot."""
    shared = build / "core/base/CMakeFiles/tessera_base.dir/cmake_pch.hxx"
    if not shutil.which("clang++") or not shared.is_file():
        return []
    text = header_of(shared, arguments)
    name = build / "lint" / hashlib.sha256("\0".join([text, *arguments]).encode()).hexdigest()[:16]
    header, out = name.with_suffix(".h"), name.with_suffix(".pch")
    header.write_text(text, encoding="utf-8")
    made = subprocess.run(["clang++", "-x", "c++-header", "-Wno-everything", *arguments, str(header), "-o", str(out)],
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return ["-include-pch", str(out)] if made.returncode == 0 else []


def check(source, words, directory):
    result = subprocess.run(
        ["clang-tidy", "--quiet", str(source), "--", *words, "-Wno-everything"],
        cwd=directory, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    noise = re.compile(r"^\d+ warnings?( and \d+ errors?)? generated\.$|^Error while processing")
    return result.returncode, "\n".join(line for line in result.stdout.splitlines() if not noise.match(line))


def jobs(build, wanted, clean):
    settings = (ROOT / ".clang-tidy").read_bytes()
    settings += subprocess.run(["clang-tidy", "--version"], stdout=subprocess.PIPE, check=True).stdout
    for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        source = pathlib.Path(entry["directory"], entry["file"]).resolve()
        if not source.is_relative_to(ROOT) or not source.is_file():
            continue
        name = source.relative_to(ROOT).as_posix()
        if name.startswith(OURS) and (not wanted or name in wanted):
            yield name, source, entry, clean / fingerprint(source, entry["command"], settings)


def main():
    build, wanted = pathlib.Path(sys.argv[1]).resolve(), set(sys.argv[2:])
    (build / "lint").mkdir(exist_ok=True)
    every = list(jobs(build, wanted, memory()))
    todo = [job for job in every if not job[3].exists()]
    print(f"{len(every)} sources, {len(every) - len(todo)} known to be clean")
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        kinds = {tuple(arguments_for_clang(job[2]["command"])) for job in todo}
        headers = dict(zip(kinds, pool.map(functools.partial(precompiled, build), kinds)))
        running = {}
        for job in todo:
            words = tuple(arguments_for_clang(job[2]["command"]))
            running[pool.submit(check, job[1], [*words, *headers[words]], job[2]["directory"])] = job
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
