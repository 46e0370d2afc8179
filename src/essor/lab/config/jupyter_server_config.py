"""Read by JupyterLab where JUPYTER_CONFIG_PATH names this folder: `make lab`, and Binder."""

from essor.lab.saving import settle

c = get_config()  # type: ignore[name-defined]  # noqa: F821 (Jupyter gives it)
c.ContentsManager.pre_save_hook = settle
