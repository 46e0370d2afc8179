"""Firefox and WebKit (the engine of Safari), each driven through its own remote protocol: Playwright drives only a Firefox
and a WebKit of its own making, and geckodriver is no package of PyPI. Both protocols have WebDriver's commands, on a wire of
their own. What is here has the names of Playwright's, as far as driver.py needs them.
"""

import base64
import http.client
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import TimeoutError

from essor.tools.chromium import program

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # how the protocols mark an element among values
KEYS = {"End": "\ue010", "Home": "\ue011", "ArrowRight": "\ue014", "Enter": "\ue007", "Tab": "\ue004", "Escape": "\ue00c", "Space": " "}
LIMIT = 30  # seconds that a browser has to start
# Programs, and Debian's package of each.
FIREFOX = (("firefox-esr", "firefox"), "firefox-esr")
WEBKIT = (("WebKitWebDriver",), "webkit2gtk-driver")
SCREEN = (("Xvfb",), "xvfb")


class Page:
    """The page that a browser shows; `ask` sends one of WebDriver's commands."""

    def __init__(self, ask):
        self.ask = ask

    def goto(self, address):
        self.ask("Navigate", url=address)

    def evaluate(self, function, arg=None):
        """The value of this function of `arg`, a promise awaited."""
        many = isinstance(arg, (list, tuple))  # each is sent alone: WebKit finds no element inside a list
        sent = [{ELEMENT: each.id} if isinstance(each, Element) else each for each in (arg if many else [arg])]
        value = self.ask("ExecuteScript", script=f"return ({function})({'[...arguments]' if many else 'arguments[0]'});", args=sent)
        return Element(self, value[ELEMENT]) if isinstance(value, dict) and ELEMENT in value else value

    def wait_for_function(self, function, arg=None, timeout=10_000):
        end = time.monotonic() + timeout / 1000
        while not (value := self.evaluate(function, arg)):
            if time.monotonic() > end:
                raise TimeoutError(f"still false: {function[:200]}")
            time.sleep(0.05)
        return value

    def locator(self, selector):
        return Locator(self, selector)

    def complaints(self):
        """What the consoles of the pages got since the last call. A WebKit that is driven shows its own to nobody."""
        return []

    def screenshot(self, path):
        path.write_bytes(base64.b64decode(self.ask("TakeScreenshot")))


class Element:
    def __init__(self, page, id):
        self.page, self.id = page, id

    def evaluate(self, function):
        return self.page.evaluate(function, self)

    def get_attribute(self, name):
        return self.page.evaluate("([element, name]) => element.getAttribute(name)", [self, name])

    def press(self, key):
        self.page.ask("ElementSendKeys", id=self.id, text=KEYS.get(key, key))

    def click(self):
        self.page.ask("ElementClick", id=self.id)

    def fill(self, text):
        self.page.ask("ElementClear", id=self.id)
        self.press(text)


class Locator:
    """The first element that the selector finds, once there is one, found again at each use."""

    def __init__(self, page, selector):
        self.page, self.selector = page, selector

    @property
    def first(self):
        return self

    def locator(self, selector):
        return Locator(self.page, f"{self.selector} {selector}")

    def count(self):
        return self.page.evaluate("selector => document.querySelectorAll(selector).length", self.selector)

    def element_handle(self) -> Element:
        return self.page.wait_for_function("selector => document.querySelector(selector)", self.selector)

    def __getattr__(self, name):
        return getattr(self.element_handle(), name)

    def is_visible(self):
        return self.page.evaluate("selector => Boolean(document.querySelector(selector)?.checkVisibility())", self.selector)

    def scroll_into_view_if_needed(self):
        self.element_handle().evaluate("element => element.scrollIntoView({ block: 'nearest' })")

    def expect_text(self, text, timeout=10_000):
        """Waits until it holds this text, spaces of any kind alike."""
        function = """([selector, text]) => {
          const [found, plain] = [document.querySelector(selector), (text) => text.replace(/\\s+/g, " ")];
          return found?.checkVisibility() && plain(found.textContent).includes(plain(text));
        }"""
        try:
            self.page.wait_for_function(function, [self.selector, text], timeout)
        except TimeoutError:
            seen = self.page.evaluate("selector => document.querySelector(selector)?.textContent", self.selector)
            raise AssertionError(f"{self.selector}: {text!r} wanted, {seen!r} seen") from None


@contextmanager
def _started(command, home, **options):
    """A program that runs while the context lasts, with a home of its own."""
    env = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": f"{home}/.config", **options.pop("env", {})}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env, **options)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(10)


def _once(condition, process):
    """What the condition gives, once it does."""
    for _ in range(LIMIT * 10):
        if value := condition():
            return value
        assert process.poll() is None, f"{process.args[0]} ended before it listened"
        time.sleep(0.1)
    raise AssertionError(f"{process.args[0]} does not listen")


# ——— Firefox, through Marionette ———

PREFERENCES = {
    "marionette.port": 0,  # a free one, written in the profile
    "intl.accept_languages": "fr-FR,fr",
    "ui.prefersReducedMotion": 1,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.aboutwelcome.enabled": False,
    "dom.disable_open_during_load": False,  # a test opens a window as a platform does, without a press
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "security.sandbox.content.level": 0,  # as Chromium's --no-sandbox: the tests may run as root, or in a container
}


@contextmanager
def firefox():
    """A headless Firefox and the page that it shows: the variable FIREFOX, or the one on PATH, or Debian's."""
    named = os.environ.get("FIREFOX")
    found = shutil.which(named) if named else program(*FIREFOX)
    if not found:
        pytest.skip("no Firefox: install the package « firefox-esr » or « firefox » of your system, or name the program in the environment variable FIREFOX")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        Path(home, "user.js").write_text("".join(f'user_pref("{name}", {json.dumps(value)});\n' for name, value in PREFERENCES.items()))
        with _started([found, "--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", home], home) as process:
            file = Path(home, "MarionetteActivePort")
            port = _once(lambda: file.exists() and file.read_text().strip(), process)
            yield FirefoxPage(_Marionette(int(port)))


class _Marionette:
    """Messages are JSON after their length and a colon: [0, number, command, parameters], then [1, number, error, result]."""

    def __init__(self, port):
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._file = self._socket.makefile("rb")
        self._last = 0
        self._read()  # its greeting
        self("NewSession", pageLoadStrategy="normal")

    def _read(self):
        length = b""
        while (character := self._file.read(1)) != b":":
            assert character, "Firefox is gone"
            length += character
        return json.loads(self._file.read(int(length)))

    def __call__(self, command, **parameters):
        if command == "ExecuteScript":
            parameters["newSandbox"] = False
        self._last += 1
        message = json.dumps([0, self._last, command if ":" in command else f"WebDriver:{command}", parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, number, error, result = self._read()
        assert number == self._last
        if error:
            raise AssertionError(f"{command}: {error['error']}: {error['message']}")
        return result.get("value") if set(result or ()) == {"value"} else result


class FirefoxPage(Page):
    def resize(self, width, height):
        """Makes the page this large. A window is never narrower than 500 px: the frame of the page is, inside it."""
        self._in_browser(
            "const { style } = Services.wm.getMostRecentWindow('navigator:browser').gBrowser.selectedBrowser;"
            f"Object.assign(style, {{ width: '{width}px', maxWidth: '{width}px', height: '{height}px', maxHeight: '{height}px' }})"
        )
        self.wait_for_function("width => innerWidth === width", width)

    def complaints(self):
        """Errors, warnings, and refusals of the policy."""
        return self._in_browser(
            "const own = /^(https?:\\/\\/127\\.0\\.0\\.1|file:|blob:)/;"
            "const noted = Services.console.getMessageArray().filter((m) => m instanceof Ci.nsIScriptError && own.test(m.sourceName))"
            ".map((m) => `${m.errorMessage} ${m.sourceName}:${m.lineNumber}`);"
            "const store = Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage);"
            "for (const e of store.getEvents()) if (['error', 'warn'].includes(e.level) && own.test(e.filename)) noted.push(`${e.level}: "
            "${e.arguments.join(' ')} ${e.filename}`);"
            "Services.console.reset(); store.clearEvents(); return noted;"
        )

    def _in_browser(self, script):
        self.ask("Marionette:SetContext", value="chrome")
        try:
            return self.ask("ExecuteScript", script=script, args=[])
        finally:
            self.ask("Marionette:SetContext", value="content")


# ——— WebKit, through WebDriver over http, in WebKitGTK's own small browser ———

PATHS = {
    "Navigate": ("POST", "/url"),
    "ExecuteScript": ("POST", "/execute/sync"),
    "TakeScreenshot": ("GET", "/screenshot"),
    "ElementSendKeys": ("POST", "/element/{id}/value"),
    "ElementClick": ("POST", "/element/{id}/click"),
    "ElementClear": ("POST", "/element/{id}/clear"),
    "SwitchToWindow": ("POST", "/window"),
    "CloseWindow": ("DELETE", "/window"),
    "SetWindowRect": ("POST", "/window/rect"),
    "DeleteSession": ("DELETE", ""),
}


@contextmanager
def webkit():
    """A WebKit and the page that it shows, on a screen that nobody sees: Debian's, or those on PATH."""
    driver, screen = program(*WEBKIT), program(*SCREEN)
    if not (driver and screen):
        pytest.skip("no WebKit to drive: install the packages « webkit2gtk-driver » and « xvfb » of Debian, or those that hold WebKitWebDriver and Xvfb")
    reading, writing = os.pipe()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home, open(reading) as display:
        settings = Path(home, ".config", "gtk-3.0", "settings.ini")
        settings.parent.mkdir(parents=True)
        settings.write_text("[Settings]\ngtk-enable-animations=0\n")  # pages hear of it as reduced motion
        with _started([screen, "-displayfd", str(writing), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"], home, pass_fds=[writing]):
            os.close(writing)
            env = {"DISPLAY": f":{display.readline().strip()}"}  # there is no graphics card
            with _started([driver, f"--port={port}"], home, env=env) as process:
                _once(lambda: _listens(port), process)
                wire = _WebDriver(port)
                try:
                    yield WebKitPage(wire)
                finally:
                    wire("DeleteSession")


def _listens(port):
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0


class _WebDriver:
    def __init__(self, port):
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        options = {"args": ["--automation", "--javascript-can-open-windows-automatically=true"]}
        opened = self._send("POST", "/session", {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}})
        self._session = f"/session/{opened['sessionId']}"

    def __call__(self, command, **parameters):
        method, path = PATHS[command]
        return self._send(method, self._session + path.format(**parameters), parameters)

    def _send(self, method, path, body):
        self._connection.request(method, path, json.dumps(body) if method == "POST" else None)
        response = self._connection.getresponse()
        value = json.loads(response.read())["value"]
        if response.status != 200:
            raise AssertionError(f"{method} {path}: {value['error']}: {value['message']}")
        return value


class WebKitPage(Page):
    def __init__(self, ask):
        """In a window without a toolbar, which a page may ask for: with one, it would never be as narrow as a phone."""
        super().__init__(ask)
        self.evaluate("() => void window.open('about:blank', '_blank', 'width=1280,height=900')")
        [handle] = ask("CloseWindow")
        ask("SwitchToWindow", handle=handle)

    def resize(self, width, height):
        self.ask("SetWindowRect", width=width, height=height)
        self.wait_for_function("width => innerWidth === width", width)


if __name__ == "__main__":
    # Before the tests: installed while others run, a browser would slow them past their limits.
    for wanted in (FIREFOX, WEBKIT, SCREEN):
        print(program(*wanted) or f"not here: {wanted[1]}")
