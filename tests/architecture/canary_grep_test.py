#!/usr/bin/python3
"""Plants a secret in one spelling at a time and expects canary-grep.py to find it; and to be silent where it may be. (A296: logs, A303: files)"""
import base64
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse

PROGRAM = pathlib.Path(__file__).resolve().parent.parent / "support" / "canary-grep.py"
OPAQUE = "Vq3+xT0nU/8bYk2LmZr5wQe7HsJd1aPfCgXo4iB9"
JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSIsImp0aSI6Ing3In0.c2lnbmF0dXJlLW9mLXRoZS10b2tlbi1pbi1mdWxs"

# name, file, what it holds, whether it must be found
ROWS = [
    ("clean", "a.log", b"signed in as alice", False),
    ("as it is", "a.log", b"token=" + OPAQUE.encode() + b"&x=1", True),
    ("deep below", "home/x/y/state.ini", OPAQUE.encode(), True),
    ("first half", "a.log", OPAQUE[:20].encode() + b"...", True),
    ("second half", "a.log", b"..." + OPAQUE[20:].encode(), True),
    ("percent-encoded", "a.log", urllib.parse.quote(OPAQUE, safe="").encode(), True),
    ("percent-encoded in small letters", "a.log", OPAQUE.replace("+", "%2b").replace("/", "%2f").encode(), True),
    ("hexadecimal", "a.log", OPAQUE.encode().hex().encode(), True),
    ("base64, offset 0", "a.log", base64.b64encode(OPAQUE.encode()), True),
    ("base64, offset 1", "a.log", base64.b64encode(b":" + OPAQUE.encode() + b"tail"), True),
    ("base64url, offset 2", "a.log", base64.urlsafe_b64encode(b"id" + OPAQUE.encode() + b"tail"), True),
    ("UTF-16", "a.bin", OPAQUE.encode("utf-16-be"), True),
    ("JWT", "a.log", JWT.encode(), True),
    ("claims of the JWT", "a.log", JWT.split(".")[1].encode(), True),
    ("signature of the JWT", "a.log", JWT.split(".")[2].encode(), True),
    ("header of the JWT alone", "a.log", JWT.split(".", maxsplit=1)[0].encode(), False),
    ("keyring", "data/keyrings/login.keyring", OPAQUE.encode(), False),
    ("given client secret", "tmp/client-secret.txt", OPAQUE.encode(), False),
]


def status(canaries, file="a.log", content=b"", options=()):
    with tempfile.TemporaryDirectory() as root:
        secrets = pathlib.Path(root, "canaries")
        secrets.write_text(canaries, encoding="utf-8")
        planted = pathlib.Path(root, file)
        planted.parent.mkdir(parents=True, exist_ok=True)
        planted.write_bytes(content)
        return subprocess.run([sys.executable, PROGRAM, *options, secrets, root], stdout=subprocess.DEVNULL,
                              check=False).returncode


failed = []
for name, file, content, expected in ROWS:
    if status(f"{OPAQUE}\n{JWT}\n", file, content) != int(expected):
        failed.append(name)
if status("") != 1:
    failed.append("no canary at all must fail")
if status("", options=["--may-be-empty"]) != 0:
    failed.append("no canary at all may be allowed")
print(f"failed: {failed}" if failed else f"{len(ROWS) + 2} rows passed")
sys.exit(1 if failed else 0)
