#!/usr/bin/python3
"""Counts how often an idle tessera-desktop wakes up.

A desktop of its own (keyring, display), ten accounts at the demo provider, the window open; when everything is renewed and
quiet, the voluntary context switches of all its threads are counted for two minutes. Nothing is due in that time: tokens last
a day. An empty Qt window beside it shows what the toolkit and the display cost. Prints one JSON object last.
"""
import json
import os
import pathlib
import subprocess
import sys
import time

ACCOUNTS = 10
SECONDS = 120
HERE = pathlib.Path(__file__).resolve().parent
BIN = HERE.parent / "bin"
SOURCE = pathlib.Path(os.environ.get("TESSERA_SOURCE", HERE.parent.parent))
DESKTOP_ENV = SOURCE / "tests" / "support" / "desktop-env.sh"


def wake_ups(pid):
    total = 0
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        for line in (task / "status").read_text(encoding="ascii").splitlines():
            if line.startswith("voluntary_ctxt_switches"):
                total += int(line.split()[1])
    return total


def per_minute(process):
    before = wake_ups(process.pid)
    time.sleep(SECONDS)
    if process.poll() is not None:
        sys.exit(f"error: it ended with {process.returncode} while it was watched")
    return (wake_ups(process.pid) - before) * 60 / SECONDS


def sign_in_all(issuer):
    for number in range(ACCOUNTS):
        done = subprocess.run([BIN / "tessera", "sign-in", "--issuer", issuer, "--client-id", f"bench-{number}",
                               "--account", f"bench-{number}", "--json"],
                              capture_output=True, text=True, timeout=120, check=False)
        if done.returncode != 0:
            sys.exit(f"error: sign-in {number} ended with {done.returncode}: {done.stderr.strip()}")


def inside():
    clients = [word for number in range(ACCOUNTS) for word in ("--client", f"bench-{number}")]
    with subprocess.Popen([BIN / "tessera-demo-idp", "--access-token-life", "86400", *clients], stdout=subprocess.PIPE,
                          text=True) as provider:
        issuer = next(word for line in provider.stdout for word in line.split() if word.startswith("http://"))
        sign_in_all(issuer)
        with subprocess.Popen([BIN / "tessera-desktop"], stderr=subprocess.DEVNULL) as desktop, \
                subprocess.Popen([HERE / "startup_empty_window", "--stay"], stdout=subprocess.DEVNULL) as empty:
            time.sleep(45)  # the first renewals, their pictures, the keyring's answers
            ours = per_minute(desktop)
            theirs = per_minute(empty) if empty.poll() is None else 0.0
            desktop.terminate()
            empty.terminate()
        provider.terminate()
    print(f"Idle with {ACCOUNTS} accounts, window open: {ours:.1f} wake-ups a minute (an empty Qt window: {theirs:.1f})")
    print(json.dumps({"idle_wakeups_per_minute": ours, "idle_empty_wakeups_per_minute": theirs}))


def main():
    if os.environ.get("TESSERA_IDLE_INSIDE"):
        return inside()
    os.environ["TESSERA_IDLE_INSIDE"] = "yes"
    os.execv(DESKTOP_ENV, [str(DESKTOP_ENV), "--display", "--", sys.executable, str(pathlib.Path(__file__).resolve())])
    return 0


if __name__ == "__main__":
    sys.exit(main())
