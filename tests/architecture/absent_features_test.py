#!/usr/bin/python3
"""Plants each feature, one at a time, and expects absent_features.py to name it; and silence about what is right."""
import importlib.util
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True
here = pathlib.Path(__file__).parent
specification = importlib.util.spec_from_file_location("absent_features", here / "absent_features.py")
checker = importlib.util.module_from_spec(specification)
specification.loader.exec_module(checker)

# file, line in it, the case that must be named (None: nothing)
ROWS = [
    ("packaging/linux/a.desktop", "MimeType=x-scheme-" + "handler/tessera;", "A065"),
    ("packaging/macos/Info.plist", "<key>CFBundleURL" + "Types</key>", "A065"),
    ("app/desktop/a.cpp", "QDesktopServices::set" + "UrlHandler(s, this, slot);", "A331"),
    ("core/oidc/a.cpp", 'const auto path = "/.well-known/web' + 'finger";', "A093"),
    ("ui/a.cpp", "QLocal" + "Server server;", "A336"),
    ("core/net/a.cpp", "manager->set" + "Cache(new QNetworkDisk" + "Cache);", "A304"),
    ("core/net/a.cpp", "qCInfo(lcNet) << " + "request;", "A305"),
    ("core/net/a.cpp", 'qWarning() << "failed" << *' + "reply;", "A305"),
    ("core/net/a.cpp", "qCInfo(lcNet) << request.url().host();", None),
    ("core/net/a.cpp", "qCInfo(lcNet) << reply->error();", None),
    ("app/common/a.cpp", "#include <client/linux/handler/break" + "pad.h>", "A311"),
    ("packaging/linux/a.desktop", "MimeType=application/json;", None),
    ("core/net/a.cpp", "QTcpServer server;", None),
    ("tests/a.cpp", "QLocal" + "Server server;", None),
]


def said_about(path, line):
    with tempfile.TemporaryDirectory() as root:
        file = pathlib.Path(root, path)
        file.parent.mkdir(parents=True)
        file.write_text("\n" + line + "\n", encoding="utf-8")
        return list(checker.offences_below(root))


failed = 0
for path, line, case in ROWS:
    said = said_about(path, line)
    right = not said if case is None else len(said) == 1 and case in said[0] and said[0].startswith(path)
    if not right:
        failed += 1
        print(f"{path}: {line!r}: expected {case!r}, got {said}")
print(f"{len(ROWS) - failed} of {len(ROWS)} rows passed")
sys.exit(1 if failed else 0)
