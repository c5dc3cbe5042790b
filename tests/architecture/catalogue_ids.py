#!/usr/bin/python3
"""Which cases of the attack catalogue have a test that names them: the groups that concern the protocol.

    catalogue_ids.py [ROOT]

A case counts where its id stands in a test ("A325 loopback"). Prints the counts and what is missing; ends with 1
where a case is missing that is not listed here with its reason, or is listed though a test names it."""
import pathlib
import re
import sys

GROUPS = [
    ("G2 authorization response", 51, 66),
    ("G3 discovery and provider data", 67, 94),
    ("G4 token endpoint reply", 95, 120),
    ("G8 ID token and userinfo", 176, 199),
    ("G9 key sets", 200, 212),
    ("G10 renewal and its storage", 213, 236),
    ("G11 keychain", 237, 252),
    ("G12 agent socket", 253, 280),
    ("G14 secrets at rest, in memory, in logs", 296, 311),
    ("G15 TLS and HTTP", 312, 325),
    ("G16 import, single instance, demo provider", 326, 338),
    ("G17 device grant, logout, PAR, DPoP", 339, 352),
]

# No test names them, and why.
WITHOUT = {
    "A248": "what a program of the same person may ask of the session bus is a documented limit",
    "A275": "Tessera forwards no socket; that a forwarded one makes requests look local is a documented limit",
    "A308": "sizes and times of what goes over TLS are not hidden; a documented limit",
    "A330": "provider files are the administrator's; a row has no logo that could be fetched",
    "A337": "what the same user may do to his own programs is a documented limit",
    "A338": "translations are compiled into the program; no file of words or colours is loaded",
}

ID = re.compile(r"(?<![A-Za-z0-9])A\d{3}(?![0-9A-Za-z])")


def named_in(root):
    folder = pathlib.Path(root, "tests")
    found = set()
    for path in folder.rglob("*"):
        if path.suffix in {".cpp", ".h", ".py", ".mjs"} and path.name != pathlib.Path(__file__).name:
            found.update(ID.findall(path.read_text(encoding="utf-8", errors="replace")))
            # "A339 to A344" and "A051–A056" in a heading are no test of each; only what is written out counts.
    return found


def judge(found):
    """The lines to print, and whether all is as it is said to be."""
    lines, good = [], True
    for name, first, last in GROUPS:
        cases = [f"A{number:03}" for number in range(first, last + 1)]
        missing = [case for case in cases if case not in found]
        lines.append(f"{name}: {len(cases) - len(missing)} of {len(cases)} named")
        for case in missing:
            lines.append(f"  {case}: {WITHOUT.get(case, 'NO TEST, AND NO REASON GIVEN')}")
            good = good and case in WITHOUT
    for case in sorted(set(WITHOUT) & found):
        lines.append(f"{case} is listed as without a test, and has one")
        good = False
    return lines, good


if __name__ == "__main__":
    text, right = judge(named_in(sys.argv[1] if len(sys.argv) > 1 else "."))
    print("\n".join(text))
    sys.exit(0 if right else 1)
