#!/usr/bin/python3
"""Some attacks of the catalogue are answered by a feature that is not there. This keeps it so.

    absent_features.py [ROOT]

Prints each line that brings one in, with the cases it would open, and ends with 1."""
import pathlib
import re
import sys

# Cases, what is not there, how it would look.
FEATURES = [
    (("A065", "A331"), "a scheme of our own that other programs and web pages can call",
     re.compile(r"x-scheme-handler|CFBundleURLTypes|URL Protocol|setUrlHandler|QFileOpenEvent")),
    (("A093",), "a look-up by WebFinger", re.compile(r"webfinger", re.IGNORECASE)),
    (("A304",), "a cache of answers, or a list of the hosts that were visited, on disk",
     re.compile(r"QNetworkDiskCache|enableStrictTransportSecurityStore|\bsetCache\s*\(")),
    (("A305",), "a request or an answer in a log, headers and all",
     re.compile(r"\bqC?(Debug|Info|Warning|Critical)\b.*<<\s*\*?(request|reply)\b(?!\s*(\.|->|\())")),
    (("A311",), "something that reports to somebody",
     re.compile(r"\b(telemetry|breakpad|crashpad|sentry_\w+\s*\(|sentry\.h)", re.IGNORECASE)),
    (("A336",), "a socket between two running programs", re.compile(r"\bQLocalS(erver|ocket)\b")),
]
FOLDERS = ("app", "core", "packaging", "resources", "ui")
ENDINGS = {".cpp", ".h", ".txt", ".in", ".desktop", ".plist", ".xml", ".json", ".wxs", ".nsi", ".iss", ".rc", ".sh", ""}


def offences_below(root):
    root = pathlib.Path(root)
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if not path.is_file() or path.suffix not in ENDINGS:
                continue
            text = path.read_text(encoding="utf-8", errors="replace")
            for number, line in enumerate(text.splitlines(), 1):
                for cases, what, pattern in FEATURES:
                    if pattern.search(line):
                        yield f"{path.relative_to(root)}:{number}: {what} ({', '.join(cases)})"


if __name__ == "__main__":
    found = list(offences_below(sys.argv[1] if len(sys.argv) > 1 else "."))
    print("\n".join(found) or "none of the features that are not there has come in")
    sys.exit(1 if found else 0)
