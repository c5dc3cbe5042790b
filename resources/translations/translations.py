#!/usr/bin/python3
"""The words of the program in other languages: resources/translations/tessera_CODE.ts, read and written by Qt Linguist.

    translations.py update            takes new sentences of the sources into every file, and drops those that are gone
    translations.py todo CODE         prints what is not translated yet, as JSON: [{"id", "source", "context", "plural"}]
    translations.py fill CODE FILE    takes translations from FILE: {"id": "text"}, plural: {"id": ["one", "other"…]}
    translations.py check [CODE…]     says what is missing or wrong; ends with 1 if anything is

What lupdate does not see is handed to it as a source file of its own: sentences in tables that are made by a macro, the findings
of the inspector, and those in resources/providers.json and claims.json.
"""
import ast
import collections
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# How many forms a number has there, as Qt counts them.
LANGUAGES = {"de": 2, "fr": 2, "es": 2, "ja": 1, "zh_CN": 1, "ar": 6}
SOURCES = ["ui", "app/desktop", "app/common"]
STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
PLACEHOLDERS = re.compile(r"%\d|%n|%L\d|\{[a-z_]+\}|</?[a-z]+>")


def program(name):
    for folder in (os.environ.get("QT_BIN", ""), "/usr/lib/qt6/bin", "/usr/lib64/qt6/bin", "/opt/homebrew/bin"):
        if folder and os.access(f"{folder}/{name}", os.X_OK):
            return f"{folder}/{name}"
    found = shutil.which(f"{name}-qt6") or shutil.which(name)
    if not found:
        sys.exit(f"{name} is missing: it is part of Qt's linguist tools (qt6-l10n-tools).")
    return found


def joined(literals):
    return "".join(ast.literal_eval(f'"{each}"') for each in STRING.findall(literals))


def calls_of(text, name):
    """(position, arguments) of each NAME(…) or NAME{…} in a source; the arguments as they stand there."""
    for match in re.finditer(rf"\b{name}[({{]", text):
        depth, at, start, arguments, quoted = 1, match.end(), match.end(), [], False
        while depth:
            letter = text[at]
            if quoted:
                if letter == "\\":
                    at += 1
                elif letter == '"':
                    quoted = False
            elif letter == '"':
                quoted = True
            elif letter in "({":
                depth += 1
            elif letter in ")}":
                depth -= 1
            elif letter == "," and depth == 1:
                arguments.append(text[start:at])
                start = at + 1
            at += 1
        arguments.append(text[start:at - 1])
        yield match.start(), arguments


MACRO = re.compile(r"^#define (\w+)\(([\w, ]+)\)((?:.*\\\n)*.*)$", re.M)
MARK = re.compile(r'QT_TRANSLATE_NOOP\("([^"]+)",\s*(\w+)\)')


def macros_of(text):
    """(position, name, [(number of the argument, context)]) of the macros that mark their arguments as sentences."""
    for match in MACRO.finditer(text):
        parameters = [each.strip() for each in match.group(2).split(",")]
        marked = [(parameters.index(word), context) for context, word in MARK.findall(match.group(3)) if word in parameters]
        if marked:
            yield match.end(), match.group(1), marked


def macro_sentences():
    """lupdate does not look into macros: the sentences of tables like ROW(code, headline, advice)."""
    shared = list(macros_of((ROOT / "ui/text/error_sentence_row.h").read_text(encoding="utf-8")))
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*.cpp")):
            text = path.read_text(encoding="utf-8")
            macros = [(0, *rest) for _, *rest in shared] if "error_sentence_row.h" in text else []
            macros += list(macros_of(text))
            for number, (begin, name, marked) in enumerate(macros):
                end = min([at for at, other, _ in macros[number + 1:] if other == name] + [len(text)])
                for at, arguments in calls_of(text, name):
                    if begin <= at < end and len(arguments) > max(index for index, _ in marked):
                        for index, context in marked:
                            yield context, joined(arguments[index])


def finding_sentences():
    """Title, why and how to mend of each finding of the inspector."""
    for path in sorted((ROOT / "core/inspector").glob("finding_catalogue_*.cpp")):
        for _, arguments in calls_of(path.read_text(encoding="utf-8"), "FindingText"):
            for each in arguments[1:4]:
                yield "tessera::FindingText", joined(each)


def claim_sentences():
    document = json.loads((ROOT / "resources/claims.json").read_text(encoding="utf-8"))
    for part in document.values():
        for row in part if isinstance(part, list) else []:
            yield "tessera::ClaimTitle", row.get("title", "")


def template_sentences():
    text = (ROOT / "core/inspector/token_templates.cpp").read_text(encoding="utf-8")
    for title in re.findall(r'\{QStringLiteral\("[a-z-]+"\), QStringLiteral\("([^"]+)"\),', text):
        yield "tessera::TokenTemplate", title


def provider_sentences():
    document = json.loads((ROOT / "resources/providers.json").read_text(encoding="utf-8"))
    found = []

    def walk(value, key):
        if isinstance(value, dict):
            for name, inner in value.items():
                walk(inner, name)
        elif isinstance(value, list):
            for inner in value:
                walk(inner, key)
        elif isinstance(value, str) and key in ("text", "advice", "host_text", "unavailable", "register_steps"):
            found.append(value)

    walk(document, "")
    return found


def further_sentences():
    """What lupdate does not see: (context, sentence), once each."""
    found = [*macro_sentences(), *finding_sentences(), *claim_sentences(), *template_sentences()]
    found += [("tessera::ProviderText", sentence) for sentence in provider_sentences()]
    return [pair for pair in dict.fromkeys(found) if pair[1]]


def update(folder):
    """Takes the sentences of the sources into the files of `folder`."""
    with tempfile.TemporaryDirectory() as scratch:
        further = pathlib.Path(scratch) / "further.cpp"
        further.write_text("".join(f"QT_TRANSLATE_NOOP({json.dumps(context)}, {json.dumps(text, ensure_ascii=False)});\n"
                                   for context, text in further_sentences()), encoding="utf-8")
        for code in LANGUAGES:
            target = folder / f"tessera_{code}.ts"
            result = subprocess.run([program("lupdate"), "-silent", "-no-obsolete", "-locations", "none", "-I", str(ROOT),
                                     *[str(ROOT / each) for each in SOURCES], str(further),
                                     "-source-language", "en", "-target-language", code, "-ts", str(target)],
                                    capture_output=True, text=True, check=False)
            if result.returncode != 0:
                sys.exit(f"lupdate: {result.stderr}")


def identity(context, source, comment):
    return hashlib.sha256("\0".join((context, source, comment)).encode()).hexdigest()[:12]


def messages(path):
    """(id, context, message element) of a file."""
    tree = ET.parse(path)
    found = []
    for context in tree.getroot().iter("context"):
        name = context.findtext("name")
        for message in context.iter("message"):
            source, comment = message.findtext("source") or "", message.findtext("comment") or ""
            found.append((identity(name, source, comment), name, message))
    return tree, found


def write(tree, path):
    ET.indent(tree, "    ")
    text = ET.tostring(tree.getroot(), encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', encoding="utf-8")


def forms(message):
    translation = message.find("translation")
    if message.get("numerus") == "yes":
        return [form.text or "" for form in translation.iter("numerusform")]
    return [translation.text or ""]


def todo(code):
    _, found = messages(HERE / f"tessera_{code}.ts")
    left = []
    for key, context, message in found:
        if message.find("translation").get("type") != "unfinished":
            continue
        entry = {"id": key, "source": message.findtext("source"), "context": context.removeprefix("tessera::")}
        if message.findtext("comment"):
            entry["comment"] = message.findtext("comment")
        if message.get("numerus") == "yes":
            entry["plural"] = LANGUAGES[code]
        left.append(entry)
    print("[\n" + ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in left) + "\n]")


def fill(code, file):
    path = HERE / f"tessera_{code}.ts"
    words = json.loads(pathlib.Path(file).read_text(encoding="utf-8"))
    tree, found = messages(path)
    known, taken = set(), 0
    for key, _, message in found:
        known.add(key)
        if key not in words:
            continue
        translation = message.find("translation")
        given = words[key]
        if message.get("numerus") == "yes":
            if not isinstance(given, list) or len(given) != LANGUAGES[code]:
                sys.exit(f"{key}: {LANGUAGES[code]} forms are wanted for {message.findtext('source')!r}")
            for old in list(translation):
                translation.remove(old)
            for form in given:
                ET.SubElement(translation, "numerusform").text = form
        elif not isinstance(given, str):
            sys.exit(f"{key}: one text is wanted for {message.findtext('source')!r}")
        else:
            translation.text = given
        translation.attrib.pop("type", None)
        taken += 1
    strangers = [key for key in words if key not in known]
    write(tree, path)
    print(f"{taken} taken, {len(strangers)} not known" + (f": {', '.join(strangers[:5])}" if strangers else ""))


def faults_of(code, message):
    source = message.findtext("source")
    plural = message.get("numerus") == "yes"
    if message.find("translation").get("type") == "unfinished":
        yield "not translated"
        return
    given = forms(message)
    if plural and len(given) != LANGUAGES[code]:
        yield f"{len(given)} plural forms, not {LANGUAGES[code]}"
    for text in given:
        if not text.strip():
            yield "empty"
            continue
        wanted, got = (collections.Counter(PLACEHOLDERS.findall(each)) for each in (source, text))
        if plural:  # "one file" needs no number
            wanted.pop("%n", None)
            got.pop("%n", None)
        if wanted != got:
            yield f"placeholders {sorted(got.elements())}, not {sorted(wanted.elements())}"
        if source.replace("&&", "").count("&") < text.replace("&&", "").count("&"):
            yield "a mnemonic where there is none"
        if source[:1] == " " and text[:1] != " " or source[-1:] == " " and text[-1:] != " ":
            yield "a blank at its end is missing"
        if "!" in text.replace("!=", "") and "!" not in source:
            yield "an exclamation mark"


def check(codes):
    faults = 0
    with tempfile.TemporaryDirectory() as scratch:
        fresh = pathlib.Path(scratch)
        for code in LANGUAGES:
            shutil.copy(HERE / f"tessera_{code}.ts", fresh)
        update(fresh)  # a sentence that is only in the sources is missing, too
        for code in codes:
            _, found = messages(fresh / f"tessera_{code}.ts")
            told = 0
            for key, context, message in found:
                for fault in faults_of(code, message):
                    faults += 1
                    told += 1
                    if told <= 20:
                        print(f"{code} {key} {context}: {message.findtext('source')!r}: {fault}")
            print(f"{code}: {len(found)} sentences, {told} with a fault")
    return 1 if faults else 0


def main():
    arguments = sys.argv[1:]
    if arguments == ["update"]:
        update(HERE)
    elif len(arguments) == 2 and arguments[0] == "todo" and arguments[1] in LANGUAGES:
        todo(arguments[1])
    elif len(arguments) == 3 and arguments[0] == "fill" and arguments[1] in LANGUAGES:
        fill(arguments[1], arguments[2])
    elif arguments[:1] == ["check"] and set(arguments[1:]) <= set(LANGUAGES):
        return check(arguments[1:] or list(LANGUAGES))
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
