"""What JupyterLab shows of the course: simulators and questions as ipywidgets, the settings of a French Lab, and what it may save."""
