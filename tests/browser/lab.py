"""A JupyterLab on this machine, with a throwaway home and the course's configuration, and a notebook open in it."""

import os
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import PurePath

import nbformat

from essor.places import PACKAGE
from rooms import free_port

CONFIG = PACKAGE / "lab" / "config"
STARTS = 60  # seconds at most


@contextmanager
def lab(home, folder):
    """Serve `folder`; gives the address."""
    port = free_port()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"]
    command += ["--IdentityProvider.token=", "--expose-app-in-browser", f"--ServerApp.root_dir={folder}"]
    # All it writes is at home, and it starts kernels that find the course.
    here = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    path = os.pathsep.join([str(PACKAGE.parent), here.get("PYTHONPATH", "")])
    environment = {**here, "HOME": str(home), "JUPYTER_CONFIG_PATH": str(CONFIG), "PYTHONPATH": path}
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, server)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(5)
        except subprocess.TimeoutExpired:  # its kernels stop without it
            server.kill()


def _wait(address, server):
    for _ in range(STARTS * 4):
        assert server.poll() is None, "JupyterLab stopped"
        try:
            return urllib.request.urlopen(f"{address}/api", timeout=2)
        except OSError:
            time.sleep(0.25)
    raise TimeoutError("JupyterLab does not start")


def notebook_of(*sources):
    """A notebook of these cells, not run."""
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources], metadata={"kernelspec": kernel})


def opened(page, address, name):
    """Open that notebook; its cells are there, all of them: none waits to be scrolled to."""
    # In a workspace of its own: beside nothing that was open before.
    page.goto(f"{address}/lab/workspaces/{PurePath(name).stem}/tree/{name}")
    page.wait_for_function("() => window.jupyterapp?.restored")
    page.evaluate("() => window.jupyterapp.restored.then(() => null)")
    page.wait_for_selector(".jp-NotebookPanel .jp-Cell", timeout=40_000)
    page.wait_for_function("() => window.jupyterapp.shell.currentWidget?.sessionContext?.isReady")


def command(page, name, **options):
    """Do a command of JupyterLab's."""
    page.evaluate("([name, options]) => window.jupyterapp.commands.execute(name, options).then(() => null)", [name, options])
