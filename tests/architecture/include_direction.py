#!/usr/bin/python3
"""Keeps the arrows between the folders (CONTRIBUTING.md) and a list of words that must not come back.

    include_direction.py ROOT

Reads every #include and every line of core/, ui/, app/ and tests/ below ROOT. Prints one line per offence, file:line
first, and ends with 1 if there is one.
"""
import pathlib
import re
import sys

# Who may include whom, besides itself. A folder that is missing here may not exist.
CORE = ["base", "flow", "settings", "net", "jose", "oauth", "oidc", "providers", "keychain", "session", "agent", "tools",
        "inspector"]
MAY_INCLUDE = {
    "core/base": [],
    "core/settings": ["core/base"],
    "core/flow": ["core/base"],
    "core/net": ["core/base", "core/flow"],
    "core/jose": ["core/base"],
    "core/oauth": ["core/base", "core/flow", "core/net", "core/jose"],
    "core/oidc": ["core/base", "core/flow", "core/net", "core/jose", "core/oauth"],
    "core/providers": ["core/base", "core/net", "core/oauth"],
    "core/keychain": ["core/base"],
    "core/session": ["core/base", "core/flow", "core/net", "core/jose", "core/oauth", "core/oidc", "core/providers",
                     "core/keychain"],
    "core/agent": ["core/base", "core/net", "core/jose", "core/oauth", "core/oidc", "core/providers", "core/keychain",
                   "core/session", "core/settings"],
    "core/tools": ["core/base", "core/net", "core/jose", "core/oauth", "core/oidc"],
    "core/inspector": ["core/base", "core/net", "core/jose", "core/oauth", "core/oidc"],
    "ui": [f"core/{room}" for room in CORE] + ["ui/text"],
    "ui/text": [f"core/{room}" for room in CORE],  # words only, so that the command line can say the same
    "app/common": [f"core/{room}" for room in CORE] + ["ui/text"],
    "app/cli": [f"core/{room}" for room in CORE] + ["app/common", "ui/text"],
    "app/desktop": [f"core/{room}" for room in CORE] + ["app/common", "ui", "ui/text"],
    "app/demo_idp": ["core/base", "core/net", "core/jose", "core/oauth"],
}
SOURCES = {".h", ".cpp", ".mm"}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
OUR_FOLDERS = re.compile(r"^(core|ui|app|tests)/")
WITHOUT_GUI = re.compile(r"^(core|ui/text|app/cli|app/common|app/demo_idp)/")
NETWORK_AUTH = re.compile(r"^(QtNetworkAuth/|Q(Abstract)?OAuth|QOAuth)")
MAY_USE_NETWORK_AUTH = re.compile(r"^core/oauth/code_flow")

# Words that undo a decision, or leave something undone. Written in pieces, so that this file does not hold them.
FORBIDDEN = {
    "ignoreSsl" + "Errors": "a certificate error ends the request (A315)",
    "setAuto" + "Refresh": "renewal is the session manager's",
    "QOAuthHttpServer" + "ReplyHandler": "the redirect arrives in redirect_listener",
    "QS" + "KIP": "a test that does not run proves nothing",
    "TO" + "DO": "do it or leave it out",
    "FIX" + "ME": "mend it or leave it out",
}
FORBIDDEN_WORD = re.compile(r"\b(" + "|".join(FORBIDDEN) + r")\b")
# A co_await on either side of "?:". Measured with GCC 12: what it gives is destroyed once too often.
# An aggregate in braces among the arguments of what is awaited: the same.
BRACED_AWAIT = re.compile(r"\bco_await\b[^;{}]*[(,]\s*\{[^{}\s]")
CHOSEN_AWAIT = re.compile(r"\?\s*co_await\b|^\s*:\s*co_await\b")


# The classes of QtGui, QtWidgets and QtSvg are too many; these are what one would reach for. Linking keeps the rest out.
GUI = re.compile(
    r"^((QtGui|QtWidgets|QtSvg|QtSvgWidgets)(/|$)|"
    r"(Q(Gui)?Application|QDesktopServices|QSystemTrayIcon|QStandardItemModel|QSvg\w+|QMainWindow|QDialog|"
    r"Q\w*(Widget|Label|Button|Box|Edit|Layout|Menu|Style|Painter|Pixmap|Image|Icon|Color|Font|Palette|Clipboard|Screen|"
    r"Window|Cursor)|Q(Abstract)?(Item|List|Table|Tree|Graphics)View|Q(Paint|Mouse|Key|Close|Show|Resize)Event)$)")


def room_of(path):
    """core/jose/jws.h -> core/jose; ui/text/error_text.h -> ui/text; ui/sign_in/page.h -> ui."""
    parts = path.split("/")
    if path.startswith("ui/text/"):
        return "ui/text"
    return parts[0] if parts[0] in ("ui", "tests") else "/".join(parts[:2])


def include_offence(path, bracket, name):
    if bracket == '"':
        if not OUR_FOLDERS.match(name):
            return None if re.search(r"\.moc$|^moc_|^ui_", name) else f'"{name}" is not given from the root'
        if path.startswith("tests/"):
            return None
        here, there = room_of(path), room_of(name)
        if here != there and there not in MAY_INCLUDE.get(here, []):
            return f"{here} must not include {there} ({name})"
        return None
    if WITHOUT_GUI.match(path) and GUI.match(name):
        return f"<{name}> is not for a folder without a screen"
    if NETWORK_AUTH.match(name) and not MAY_USE_NETWORK_AUTH.match(path) and not path.startswith("tests/"):
        return f"<{name}> belongs in core/oauth/code_flow alone"
    return None


def offences_in(path, text):
    for number, line in enumerate(text.splitlines(), 1):
        include = INCLUDE.match(line)
        offence = include and include_offence(path, *include.groups())
        if offence:
            yield f"{path}:{number}: {offence}"
        word = FORBIDDEN_WORD.search(line)
        if word:
            yield f"{path}:{number}: {word.group(1)}: {FORBIDDEN[word.group(1)]}"
        if CHOSEN_AWAIT.search(line):
            yield f"{path}:{number}: co_await in a conditional expression is compiled wrongly by GCC 12, use if"
    for await_ in BRACED_AWAIT.finditer(text) if path.endswith((".cpp", ".h")) else ():
        number = text.count("\n", 0, await_.start()) + 1
        yield f"{path}:{number}: braces among the arguments of a co_await are compiled wrongly by GCC 12, name the value"


def offences_below(root):
    for top in ("core", "ui", "app", "tests"):
        for file in sorted(pathlib.Path(root, top).rglob("*")):
            path = file.relative_to(root).as_posix()
            if "node_modules" in path or not file.is_file() or not is_ours(file, path):
                continue
            room = room_of(path)
            if file.suffix in SOURCES and room != "tests" and room not in MAY_INCLUDE and path.count("/") > 1:
                yield f"{path}:1: {room} is not in the table of folders"
            yield from offences_in(path, file.read_text(encoding="utf-8"))


def is_ours(file, path):
    """Vectors and recorded inputs are other people's words."""
    return not path.startswith(("tests/vectors/", "tests/fuzz/corpus/")) and \
        file.suffix in SOURCES | {".txt", ".py", ".sh", ".mjs", ".cmake"}


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    offences = list(offences_below(sys.argv[1]))
    print("\n".join(offences) if offences else "All includes follow the arrows; no forbidden word.")
    return 1 if offences else 0


if __name__ == "__main__":
    sys.exit(main())
