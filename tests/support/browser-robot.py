#!/usr/bin/python3
"""A person at a real browser: opens an address in Chromium, signs in, consents, and closes the browser.

    browser-robot.py [--headed] URL

It drives Chromium through chromedriver (WebDriver, https://www.w3.org/TR/webdriver2/), knows the pages of the demo
provider and of oidc-provider by their form fields, and is done when the browser shows a page that is not the provider's.
It never invents an answer: a page it does not know, or an error page, ends it with 1 after a while.

ROBOT_USER      who signs in (alice)
ROBOT_PASSWORD  the password; without it the one that the page shows, else the name
ROBOT_DECISION  allow or deny, on the consent page and where a device is confirmed (allow)
ROBOT_USER_CODE  what the device shows, typed where a page asks for it
ROBOT_LOG       a file to which one line of JSON is added: the pages visited (never a query) and how it ended
ROBOT_SECONDS   time limit (60)
"""
import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the key WebDriver gives element references, section 12.2

# What page is this? Decided in the page, by its form fields.
LOOK = """
const has = s => document.querySelector(s) !== null;
const shown = document.getElementById('demo-password');
let form = 'none';
if (has('input[name=username]') && has('input[name=password]')) form = 'demo-login';
else if (has('input[name=login]') && has('input[name=password]')) form = 'op-login';
else if (has('button[name=decision]')) form = 'demo-consent';
else if (has('button[name=logout]')) form = 'op-logout';
else if (has('form[id="op.deviceConfirmForm"]')) form = 'op-device-confirm';
else if (has('input[name=user_code][type=text]')) form = 'op-device-input';
else if (has('form input[name=prompt][value=consent]') || has('form button[autofocus]')) form = 'op-consent';
return {form: form, unreachable: location.protocol === 'chrome-error:', title: document.title, ready: document.readyState,
        password: shown ? shown.innerText.trim() : '', text: (document.body ? document.body.innerText : '').slice(0, 2000)};
"""
CLOSED = re.compile(r"you (can|may) (now )?close this|sign-out success|signed out", re.IGNORECASE)


class Stuck(Exception):
    """The robot cannot go on; the text says why."""


class Driver:
    """One browser window and the chromedriver that moves it."""

    def __init__(self, headed):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="browser."))
        self.profile = self.folder / "profile"
        self.started = []
        self.base = self.session = None
        try:
            # We start the browser ourselves: chromedriver would look for it at "localhost", a name that a small container
            # may not know.
            options = {"debuggerAddress": f"127.0.0.1:{self.start_browser(headed)}"}
            self.base = f"http://127.0.0.1:{self.start_chromedriver()}"
            wish = {"browserName": "chrome", "goog:chromeOptions": options}
            answer = self.call("POST", "/session", {"capabilities": {"alwaysMatch": wish}}, rooted=True)
            self.session = answer["sessionId"]
        except BaseException:
            self.close()
            raise

    def start(self, name, command):
        """A program with a log of its own, in a process group of its own."""
        with open(self.folder / f"{name}.log", "wb") as log:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
                                       start_new_session=True, env={**os.environ, "TMPDIR": str(self.folder)})
        self.started.append(process)
        return process

    @staticmethod
    def wait_for_number(process, file, pattern):
        for _ in range(400):
            found = re.search(pattern, file.read_bytes()) if file.exists() else None
            if found:
                return int(found.group(1))
            if process.poll() is not None:
                break
            time.sleep(0.05)
        raise Stuck(f"{pathlib.Path(process.args[0]).name} did not start")

    def start_chromedriver(self):
        process = self.start("chromedriver", ["chromedriver", "--port=0"])
        return self.wait_for_number(process, self.folder / "chromedriver.log", rb"started successfully on port (\d+)")

    def start_browser(self, headed):
        binary = next(filter(None, map(shutil.which, BROWSERS)), None)
        if not binary:
            raise Stuck("there is no Chromium")
        command = [binary, f"--user-data-dir={self.profile}", "--remote-debugging-port=0", "--disable-gpu",
                   "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--no-default-browser-check",
                   "--disable-background-networking", "--disable-sync", "--disable-component-update",
                   "--password-store=basic", "--no-proxy-server"]
        if not headed:
            command.append("--headless=new")
        attempts = [command + ["--no-sandbox"]]  # root gets no sandbox, and many a container has none to give
        if os.geteuid() != 0:
            attempts.insert(0, command)
        for attempt in attempts:
            try:
                process = self.start("browser", attempt + ["about:blank"])
                return self.wait_for_number(process, self.profile / "DevToolsActivePort", rb"^(\d+)\n")
            except Stuck as error:
                stuck = error
        raise stuck

    def call(self, method, path, body=None, rooted=False):
        address = self.base + (path if rooted else f"/session/{self.session}{path}")
        data = json.dumps(body if body is not None else {}).encode() if method == "POST" else None
        request = urllib.request.Request(address, data, {"Content-Type": "application/json"}, method=method)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=60) as reply:
                return json.load(reply)["value"]
        except urllib.error.HTTPError as error:
            value = json.loads(error.read())["value"]
            message = " ".join(value.get("message", "").split())
            raise Stuck(f"{value.get('error')}: {message[:400]}") from None

    def go_to(self, address):
        self.call("POST", "/url", {"url": address})

    def address(self):
        return self.call("GET", "/url")

    def look(self):
        return self.call("POST", "/execute/sync", {"script": LOOK, "args": []})

    def element(self, selector):
        return self.call("POST", "/element", {"using": "css selector", "value": selector})[ELEMENT]

    def click(self, selector):
        self.call("POST", f"/element/{self.element(selector)}/click")

    def type(self, selector, text):
        field = self.element(selector)
        self.call("POST", f"/element/{field}/clear")
        self.call("POST", f"/element/{field}/value", {"text": text})

    def close(self):
        if self.session:
            with contextlib.suppress(Exception):
                self.call("DELETE", "")
        for process in reversed(self.started):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(3)
        self.end_browser_processes()
        shutil.rmtree(self.folder, ignore_errors=True)

    def end_browser_processes(self):
        """Whatever still runs with our profile: some of Chromium's processes leave its group."""
        for _ in range(20):
            left = []
            for entry in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
                with contextlib.suppress(OSError):
                    if str(self.profile).encode() in entry.read_bytes():
                        left.append(int(entry.parent.name))
            for pid in left:
                with contextlib.suppress(OSError):
                    os.kill(pid, signal.SIGKILL)
            if not left:
                return
            time.sleep(0.05)


def place(address):
    """Origin and path: what may be written down."""
    parts = urllib.parse.urlsplit(address)
    return {"origin": f"{parts.scheme}://{parts.netloc}", "path": parts.path}


def password_for(user, shown):
    """The page shows a line for each person ("alice — password: x"), or the password alone."""
    line = re.search(rf"^{re.escape(user)}\b.*password:\s*(\S+)", shown, re.MULTILINE)
    return os.environ.get("ROBOT_PASSWORD") or (line.group(1) if line else shown) or user


def answer(driver, page, user, decision):
    """Does on this page what the person would do. False when there is nothing to do on it."""
    password = password_for(user, page["password"])
    form = page["form"]
    if form in ("demo-login", "op-login"):
        driver.type("input[name=username]" if form == "demo-login" else "input[name=login]", user)
        driver.type("input[name=password]", password)
        driver.click("form button[type=submit], form input[type=submit], form button:not([type])")
    elif form == "demo-consent":
        driver.click(f"button[name=decision][value={decision}]")
    elif form == "op-consent" and decision == "allow":
        driver.click("form button[type=submit]")
    elif form == "op-consent":
        driver.click("a[href$=abort]")
    elif form == "op-logout":
        driver.click("button[name=logout][value=yes]")
    elif form == "op-device-input":
        driver.type("input[name=user_code]", os.environ.get("ROBOT_USER_CODE", ""))
        driver.click("button[type=submit]")
    elif form == "op-device-confirm":
        driver.click("button[autofocus]" if decision == "allow" else "button[name=abort]")
    else:
        return False
    return True


def visit(driver, start, visited, deadline):
    """Goes on from page to page until the browser has left the provider. Gives what the last page says."""
    user = os.environ.get("ROBOT_USER", "alice")
    decision = os.environ.get("ROBOT_DECISION", "allow")
    provider = place(start)["origin"]
    driver.go_to(start)
    answered, idle_since = None, time.monotonic()
    while time.monotonic() < deadline:
        address = driver.address()
        here = place(address)
        if not visited or visited[-1] != here:
            visited.append(here)
            idle_since = time.monotonic()
        try:
            page = driver.look()
        except Stuck:  # the page went away while we looked at it
            time.sleep(0.05)
            continue
        if page["unreachable"]:
            raise Stuck(f"the browser could not reach {here['path']}")
        if page["ready"] != "complete":
            time.sleep(0.02)
            continue
        if page["form"] == "none" and (here["origin"] != provider or CLOSED.search(page["text"])):
            return page
        # the same form at the same address again is an answer that was refused, unless it is only slow
        if (address, page["form"]) != answered:
            try:
                if answer(driver, page, user, decision):
                    answered = (address, page["form"])
                    idle_since = time.monotonic()
                    continue
            except Stuck:
                pass
        if time.monotonic() - idle_since > 20:  # long, because the machine may be busy
            raise Stuck(f"nothing goes on at {here['path']} ({page['form']}): {page['title']}")
        time.sleep(0.05)
    raise Stuck("the time is over")


def write_log(record):
    path = os.environ.get("ROBOT_LOG")
    line = json.dumps(record)
    print(line, file=sys.stderr)
    if path:
        with open(path, "a", encoding="utf-8") as log:
            log.write(line + "\n")


def main(arguments):
    headed = "--headed" in arguments
    addresses = [a for a in arguments if not a.startswith("--")]
    if len(addresses) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(143))
    began = time.monotonic()
    deadline = began + float(os.environ.get("ROBOT_SECONDS", "60"))
    record = {"user": os.environ.get("ROBOT_USER", "alice"), "visited": [], "outcome": "stopped", "title": ""}
    driver = None
    try:
        driver = Driver(headed)
        record["title"] = visit(driver, addresses[0], record["visited"], deadline)["title"]
        record["outcome"] = "done"
        return 0
    except (Stuck, OSError, ValueError) as error:
        record["outcome"] = f"stuck: {error}"
        return 1
    finally:
        record["seconds"] = round(time.monotonic() - began, 2)
        write_log(record)  # before the browser is put away: who waits for the line need not wait for that
        if driver:
            driver.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
