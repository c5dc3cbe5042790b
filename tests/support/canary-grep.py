#!/usr/bin/python3
"""Looks for secrets in everything a test run wrote: logs, homes, temporary files.

    canary-grep.py [--may-be-empty] CANARIES PATH…

CANARIES holds a secret per line: the demo provider and the oidc-provider server add every code, token, verifier and
client secret they give or get (TESSERA_CANARY_FILE). Each is looked for as it is, in halves (a log that cuts), percent-
encoded, in hexadecimal, in base64 at its three offsets, and as UTF-16. Ends with 1 if one is found, and if there was
nothing to look for, because then the run proved nothing.

Not looked into: keyrings (they are where secrets belong), files called client-secret* (a test gives them to the program),
the browser's profile, and CANARIES.
"""
import base64
import bisect
import pathlib
import re
import stat
import subprocess
import sys
import tempfile
import urllib.parse

SHORTEST = 16  # anything shorter would be found by chance
NOT_LOOKED_INTO = re.compile(r"(^|/)(keyrings/|browser\.[^/]*/|client-secret[^/]*$)")


def whole_and_halves(secret):
    """A JWT's header says nothing, but its claims and signature are secrets of their own."""
    pieces = [secret]
    if re.fullmatch(r"eyJ[\w-]+\.[\w-]+\.[\w-]+", secret):
        pieces += secret.split(".")[1:]
    for piece in pieces[1:] or [secret]:
        middle = len(piece) // 2
        pieces += [piece[:middle], piece[middle:]]
    return [piece for piece in pieces if len(piece) >= SHORTEST]


def spellings(piece):
    raw = piece.encode()
    percent = urllib.parse.quote(piece, safe="")
    yield raw
    yield percent.encode()
    yield re.sub(r"%..", lambda code: code.group().lower(), percent).encode()
    yield raw.hex().encode()
    yield raw.hex().upper().encode()
    for offset in range(3):
        # without the characters at both ends that depend on the neighbours
        encoded = base64.b64encode(b"\0" * offset + raw)[(0, 2, 3)[offset]:]
        encoded = encoded.rstrip(b"=")[:-1]
        yield encoded
        yield encoded.replace(b"+", b"-").replace(b"/", b"_")


def patterns_for(secrets):
    return {spelling for secret in secrets for piece in whole_and_halves(secret) for spelling in spellings(piece)
            if len(spelling) >= SHORTEST}


def files_below(paths, canaries):
    for top in map(pathlib.Path, paths):
        for file in sorted(top.rglob("*") if top.is_dir() else [top]):
            below = file.relative_to(top).as_posix() if file != top else file.name
            if stat.S_ISREG(file.lstat().st_mode) and file.resolve() != canaries and not NOT_LOOKED_INTO.search(below):
                yield file


def gather(files, everything):
    """Puts all files into one, without NUL bytes (so that UTF-16 reads like ASCII); gives where each begins."""
    starts = []
    for file in files:
        starts.append(everything.tell())
        everything.write(file.read_bytes().replace(b"\0", b"") + b"\n")
    size = everything.tell()
    everything.flush()
    return starts, size


def main():
    arguments = sys.argv[1:]
    may_be_empty = "--may-be-empty" in arguments
    arguments = [a for a in arguments if a != "--may-be-empty"]
    if len(arguments) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    canaries = pathlib.Path(arguments[0]).resolve()
    secrets = {line for line in canaries.read_text(encoding="utf-8").split() if len(line) >= SHORTEST}
    if not secrets:
        print("Canaries: none was given out, so nothing was proved." + (" (Not all tests ran.)" if may_be_empty else ""))
        return 0 if may_be_empty else 1
    files = list(files_below(arguments[1:], canaries))
    with tempfile.NamedTemporaryFile() as everything, tempfile.NamedTemporaryFile() as patterns:
        starts, size = gather(files, everything)
        patterns.write(b"\n".join(sorted(patterns_for(secrets))) + b"\n")
        patterns.flush()
        grep = subprocess.run(["grep", "-aboF", "-f", patterns.name, everything.name], env={"LC_ALL": "C"},
                              stdout=subprocess.PIPE, check=False)
    if grep.returncode > 1:
        return 2
    found = 0
    for line in grep.stdout.splitlines():
        offset, what = line.split(b":", 1)
        file = files[bisect.bisect_right(starts, int(offset)) - 1]
        found += 1
        if found <= 20:
            print(f"A secret in {file}: {what[:6].decode('ascii', 'replace')}… ({len(what)} characters)")
    print(f"Canaries: {len(secrets)} secrets looked for in {len(files)} files ({size / 1e6:.1f} MB): "
          f"{'found ' + str(found) + ' times' if found else 'none found'}.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
