#!/usr/bin/python3
"""Plants offences, one at a time, and expects include_direction.py to name each; and to be silent about what is right."""
import importlib.util
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True
here = pathlib.Path(__file__).parent
specification = importlib.util.spec_from_file_location("include_direction", here / "include_direction.py")
checker = importlib.util.module_from_spec(specification)
specification.loader.exec_module(checker)

# file, line in it, what must be said about it (None: nothing)
ROWS = [
    ("core/oidc/a.cpp", '#include "core/oauth/b.h"', None),
    ("core/oidc/a.cpp", '#include "core/oidc/b.h"', None),
    ("core/oidc/a.cpp", "#include <QUrl>", None),
    ("core/net/a.cpp", "#include <QTimerEvent>", None),
    ("core/net/a.cpp", "#include <QStringView>", None),
    ("app/cli/a.cpp", '#include "ui/text/error_text.h"', None),
    ("ui/sign_in/a.cpp", '#include "ui/theme.h"', None),
    ("ui/sign_in/a.cpp", '#include "a.moc"', None),
    ("app/desktop/main.cpp", '#include "ui/main_window.h"', None),
    ("core/oauth/code_flow.cpp", "#include <QOAuth2AuthorizationCodeFlow>", None),
    ("core/base/a.h", '#include "core/net/b.h"', "core/base must not include core/net"),
    ("core/jose/a.cpp", '#include "core/net/b.h"', "core/jose must not include core/net"),
    ("core/keychain/a.cpp", '#  include "core/session/b.h"', "core/keychain must not include core/session"),
    ("core/session/a.cpp", '#include "ui/b.h"', "core/session must not include ui"),
    ("app/demo_idp/a.cpp", '#include "core/session/b.h"', "app/demo_idp must not include core/session"),
    ("app/cli/a.cpp", '#include "ui/b.h"', "app/cli must not include ui"),
    ("ui/text/a.cpp", '#include "ui/theme.h"', "ui/text must not include ui"),
    ("ui/text/a.cpp", "#include <QLabel>", "not for a folder without a screen"),
    ("ui/a.cpp", '#include "app/common/b.h"', "ui must not include app/common"),
    ("core/base/a.cpp", '#include "b.h"', "not given from the root"),
    ("core/base/a.cpp", "#include <QPixmap>", "not for a folder without a screen"),
    ("core/net/a.cpp", "#include <QDesktopServices>", "not for a folder without a screen"),
    ("app/cli/a.cpp", "#include <QtGui/QGuiApplication>", "not for a folder without a screen"),
    ("core/session/a.cpp", "#include <QAbstractOAuth2>", "core/oauth/code_flow alone"),
    ("core/mystery/a.cpp", "", "not in the table of folders"),
    ("core/net/a.cpp", "reply->ignoreSsl" + "Errors();", "a certificate error ends the request"),
    ("tests/core/a_test.cpp", "QS" + "KIP(x);", "a test that does not run"),
    ("ui/a.cpp", "// TO" + "DO", "do it or leave it out"),
    ("ui/a.cpp", "auto x = y ? co_" + "await a() : b;", "compiled wrongly"),
    ("core/net/a.cpp", "        : co_" + "await a();", "compiled wrongly"),
    ("core/net/a.cpp", "auto x = co_" + "await a({b, c}, d);", "name the value"),
    ("core/net/a.cpp", "auto x = co_" + "await a(b, {});", None),
]


def said_about(path, line):
    with tempfile.TemporaryDirectory() as root:
        file = pathlib.Path(root, path)
        file.parent.mkdir(parents=True)
        file.write_text("\n" + line + "\n", encoding="utf-8")
        return list(checker.offences_below(root))


failed = 0
for path, line, expected in ROWS:
    said = said_about(path, line)
    right = not said if expected is None else len(said) == 1 and expected in said[0] and said[0].startswith(path)
    if not right:
        failed += 1
        print(f"{path}: {line!r}: expected {expected!r}, got {said}")
print(f"{len(ROWS) - failed} of {len(ROWS)} rows passed")
sys.exit(1 if failed else 0)
