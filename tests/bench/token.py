#!/usr/bin/python3
"""Measures how long a program waits for a token that an agent has ready: tessera token against oidc-token.

A desktop of its own (keyring, display). Tessera's agent has an account at the demo provider, oidc-agent one at a small server
in this script that answers its refresh request; both tokens are warm. Each whole process is started in turn, 60 times; the
medians are compared. Without Debian's oidc-agent only our own time is told. Prints one JSON object last.
"""
import http.server
import json
import os
import pathlib
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

RUNS = 60
HERE = pathlib.Path(__file__).resolve().parent
BIN = HERE.parent / "bin"
SOURCE = pathlib.Path(os.environ.get("TESSERA_SOURCE", HERE.parent.parent))
DESKTOP_ENV = SOURCE / "tests" / "support" / "desktop-env.sh"
TESSERA = str(BIN / "tessera")


class RefreshServer(http.server.BaseHTTPRequestHandler):
    """As much of a provider as oidc-gen --rt asks for."""

    def do_GET(self):  # pylint: disable=invalid-name
        issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.answer({"issuer": issuer, "authorization_endpoint": issuer + "/authorize",
                     "token_endpoint": issuer + "/token", "scopes_supported": ["openid", "offline_access"],
                     "grant_types_supported": ["refresh_token", "authorization_code"],
                     "response_types_supported": ["code"]})

    def do_POST(self):  # pylint: disable=invalid-name
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.answer({"access_token": "a" * 800, "token_type": "Bearer", "expires_in": 3600, "refresh_token": "r",
                     "scope": "openid offline_access"})

    def answer(self, members):
        body = json.dumps(members).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def run(command, **options):
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, **options)
    if done.returncode != 0:
        sys.exit(f"error: {' '.join(command[:3])} ended with {done.returncode}: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def once(command):
    begun = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    took = (time.perf_counter() - begun) * 1000
    if done.returncode != 0 or len(done.stdout) < 100:
        sys.exit(f"error: {command[0]} ended with {done.returncode} and gave {len(done.stdout)} bytes")
    return took


def our_agent():
    """Ready to give this script's Python a token."""
    provider = subprocess.Popen([BIN / "tessera-demo-idp", "--access-token-life", "86400", "--exit-with-stdin"],
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    issuer = next(word for line in provider.stdout for word in line.split() if word.startswith("http://"))
    run([TESSERA, "sign-in", "--issuer", issuer, "--client-id", "tessera-cli", "--account", "bench", "--json"])
    run([TESSERA, "agent", "start"])
    python = os.path.realpath(f"/proc/{os.getpid()}/exe")
    # Only a person may allow something: at a terminal, as far as the kernel can tell.
    run(["script", "--quiet", "--return", "--command", shlex.join([TESSERA, "agent", "allow", python, "bench"]), "/dev/null"])
    return provider


def their_agent(home):
    """Its environment; none where it is not installed."""
    if not shutil.which("oidc-agent") or not shutil.which("oidc-gen"):
        return None
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), RefreshServer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    (pathlib.Path(home) / ".oidc-agent").mkdir()
    password = pathlib.Path(home, "password")
    password.write_text("of no account\n", encoding="ascii")
    environment = dict(os.environ, HOME=home)
    for assignment in run(["oidc-agent", "--no-autoload"], env=environment).replace(";", "\n").splitlines():
        name, equals, value = assignment.strip().partition("=")
        if equals:
            environment[name] = value
    run(["oidc-gen", "--rt=r", f"--iss=http://127.0.0.1:{server.server_port}/", "--client-id=x", "--client-secret=y",
         "--scope=openid offline_access", f"--pw-cmd=cat {password}", "--prompt=none", "--confirm-default", "-m",
         "bench"], env=environment)
    os.environ.update(environment)
    return environment


def inside():
    with tempfile.TemporaryDirectory() as home:
        provider, theirs = our_agent(), their_agent(home)
        ours = [TESSERA, "token", "bench"]
        times = {"ours": [], "theirs": []}
        once(ours)  # warm, and not counted
        for _ in range(RUNS):
            times["ours"].append(once(ours))
            if theirs:
                times["theirs"].append(once(["oidc-token", "bench"]))
        subprocess.run([TESSERA, "agent", "stop"], check=False)
        if theirs:
            subprocess.run(["oidc-agent", "-k"], env=theirs, stdout=subprocess.DEVNULL, check=False)
        provider.communicate()
    figures = {"token_ms": round(statistics.median(times["ours"]), 2)}
    if theirs:
        base = statistics.median(times["theirs"])
        figures |= {"token_vs_oidc_token": round(figures["token_ms"] / base, 3), "oidc_token_ms": round(base, 2)}
    print(f"A warm token from the agent, whole process, median of {RUNS}: tessera token {figures['token_ms']:.1f} ms, "
          f"oidc-token {figures.get('oidc_token_ms', 'not installed')} ms")
    print(json.dumps(figures))


if __name__ == "__main__":
    if sys.argv[1:] == ["--inside"]:
        inside()
    else:
        os.execv(DESKTOP_ENV, [str(DESKTOP_ENV), "--display", "--", "/usr/bin/python3", os.path.realpath(__file__), "--inside"])
