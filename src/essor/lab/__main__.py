"""JupyterLab as the course sets it: in French, and what is saved is stored as it was.

python -m essor.lab [a folder or a notebook] [options of `jupyter lab`]
"""

import os
import sys
from pathlib import Path

CONFIG = Path(__file__).with_name("config")


def main(arguments=None):
    from jupyterlab.labapp import main as serve

    others = os.environ.get("JUPYTER_CONFIG_PATH")
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join([str(CONFIG), *([others] if others else [])])
    return serve(arguments)


if __name__ == "__main__":
    sys.exit(main())
