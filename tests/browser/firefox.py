"""A Firefox driven through Marionette, its own remote protocol: Playwright drives only a Firefox of its own making, and
geckodriver is no package of PyPI. What is here has the names of Playwright's, as far as driver.py needs them.
"""

import base64
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import TimeoutError

from essor.surfaces import chromium

NAMES = ("firefox-esr", "firefox")
TO_INSTALL = (
    "no Firefox: install the package « firefox-esr » or « firefox » of your system, or name the program in the environment "
    "variable FIREFOX"
)
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # how the protocol marks an element among values
KEYS = {"End": "\ue010", "Home": "\ue011", "ArrowRight": "\ue014", "Enter": "\ue007", "Tab": "\ue004", "Space": " "}
PREFERENCES = {
    "marionette.port": 0,  # a free one, written in the profile
    "intl.accept_languages": "fr-FR,fr",
    "ui.prefersReducedMotion": 1,
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "security.sandbox.content.level": 0,  # as Chromium's --no-sandbox: the tests may run as root, or in a container
}


def path() -> str | None:
    """The program to run: the variable FIREFOX, or the first on PATH, or Debian's, installed here when root."""
    names = [os.environ["FIREFOX"]] if os.environ.get("FIREFOX") else NAMES
    found = next(filter(None, map(shutil.which, names)), None)
    if not found and chromium.can_install():
        chromium.install("firefox-esr")
        found = shutil.which("firefox-esr")
    return found


@contextmanager
def launch(program):
    """A headless Firefox and the page that it shows."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        Path(profile, "user.js").write_text("".join(f'user_pref("{name}", {json.dumps(value)});\n' for name, value in PREFERENCES.items()))
        flags = ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", profile]
        process = subprocess.Popen([program, *flags], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "HOME": profile})
        try:
            wire = _Wire(_port(process, Path(profile, "MarionetteActivePort")))
            wire.ask("WebDriver:NewSession", pageLoadStrategy="normal")
            yield Page(wire)
        finally:
            process.terminate()
            process.wait(10)


def _port(process, file, limit=30):
    for _ in range(limit * 10):
        if file.exists() and (text := file.read_text().strip()):
            return int(text)
        assert process.poll() is None, "Firefox ended before it listened"
        time.sleep(0.1)
    raise AssertionError("Firefox does not listen")


class _Wire:
    """Messages are JSON after their length and a colon: [0, number, command, parameters], then [1, number, error, result]."""

    def __init__(self, port):
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._file = self._socket.makefile("rb")
        self._last = 0
        self._read()  # its greeting

    def _read(self):
        length = b""
        while (character := self._file.read(1)) != b":":
            assert character, "Firefox is gone"
            length += character
        return json.loads(self._file.read(int(length)))

    def ask(self, command, **parameters):
        self._last += 1
        message = json.dumps([0, self._last, command, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, number, error, result = self._read()
        assert number == self._last
        if error:
            raise AssertionError(f"{command}: {error['error']}: {error['message']}")
        return result.get("value") if set(result or ()) == {"value"} else result


class Page:
    def __init__(self, wire):
        self.ask = wire.ask

    def goto(self, address):
        self.ask("WebDriver:Navigate", url=address)

    @property
    def url(self):
        return self.ask("WebDriver:GetCurrentURL")

    def evaluate(self, function, arg=None):
        """The value of this function of `arg`, a promise awaited."""
        answer = self.ask("WebDriver:ExecuteScript", script=f"return ({function})(arguments[0]);", args=[_sent(arg)], newSandbox=False)
        return self._received(answer)

    def wait_for_function(self, function, arg=None, timeout=10_000):
        end = time.monotonic() + timeout / 1000
        while not (value := self.evaluate(function, arg)):
            if time.monotonic() > end:
                raise TimeoutError(f"still false: {function[:200]}")
            time.sleep(0.05)
        return value

    def locator(self, selector):
        return Locator(self, selector)

    def resize(self, width, height):
        """Makes the page this large. A window is never narrower than 500 px: the frame of the page is, inside it."""
        self._in_browser(
            "const { style } = Services.wm.getMostRecentWindow('navigator:browser').gBrowser.selectedBrowser;"
            f"Object.assign(style, {{ width: '{width}px', maxWidth: '{width}px', height: '{height}px', maxHeight: '{height}px' }})"
        )
        self.wait_for_function("width => innerWidth === width", width)

    def screenshot(self, path):
        Path(path).write_bytes(base64.b64decode(self.ask("WebDriver:TakeScreenshot", full=False)))

    def prefer(self, name, value):
        """Set a preference of the browser."""
        self._in_browser(f"Services.prefs.setIntPref({json.dumps(name)}, {value})")

    def complaints(self):
        """What the consoles of the pages got since the last call: errors, warnings, and refusals of the policy."""
        return self._in_browser(
            "const own = /^(https?:\\/\\/127\\.0\\.0\\.1|file:|blob:)/;"
            "const noted = Services.console.getMessageArray().filter((m) => m instanceof Ci.nsIScriptError && own.test(m.sourceName))"
            ".map((m) => `${m.errorMessage} ${m.sourceName}:${m.lineNumber}`);"
            "const store = Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage);"
            "for (const e of store.getEvents()) if (['error', 'warn'].includes(e.level) && own.test(e.filename)) noted.push(`${e.level}: ${e.arguments.join(' ')} ${e.filename}`);"
            "Services.console.reset(); store.clearEvents(); return noted;"
        )

    def _in_browser(self, script):
        self.ask("Marionette:SetContext", value="chrome")
        try:
            return self.ask("WebDriver:ExecuteScript", script=script, args=[])
        finally:
            self.ask("Marionette:SetContext", value="content")

    def _received(self, value):
        return Element(self, value[ELEMENT]) if isinstance(value, dict) and ELEMENT in value else value


def _sent(value):
    if isinstance(value, Element):
        return {ELEMENT: value.id}
    return [_sent(each) for each in value] if isinstance(value, (list, tuple)) else value


class Element:
    def __init__(self, page, id):
        self.page, self.id = page, id

    def evaluate(self, function):
        return self.page.evaluate(function, self)

    def get_attribute(self, name):
        return self.page.evaluate("([element, name]) => element.getAttribute(name)", [self, name])

    def press(self, key):
        self.page.ask("WebDriver:ElementSendKeys", id=self.id, text=KEYS.get(key, key))

    def click(self):
        self.page.ask("WebDriver:ElementClick", id=self.id)

    def fill(self, text):
        self.page.ask("WebDriver:ElementClear", id=self.id)
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
        plain = "text => text.replace(/\\s+/g, ' ')"
        function = f"([selector, text]) => {{ const plain = {plain}; const found = document.querySelector(selector); return found?.checkVisibility() && plain(found.textContent).includes(plain(text)); }}"
        try:
            self.page.wait_for_function(function, [self.selector, text], timeout)
        except TimeoutError:
            seen = self.page.evaluate("selector => document.querySelector(selector)?.textContent", self.selector)
            raise AssertionError(f"{self.selector}: {text!r} wanted, {seen!r} seen") from None
