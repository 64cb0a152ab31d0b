# The commands of the knowledge base. `make help` lists them.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BUILD := _build
SPHINX := $(BIN)/sphinx-build -n
OPTIONS ?=
TESTS ?=

.PHONY: help html docs words check content code options form style types units pages fix tidy test matrix bench mutate lighthouse live linkcheck epub pdf lock clean

help:  ## Say what each command does
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

html: $(VENV)/built-with node_modules/installed  ## Build the pages into _build/html
	$(SPHINX) $(STRICT) -b html $(OPTIONS) . $(BUILD)/html
# Reviewers get pages that have problems too.
STRICT := -W --keep-going

docs: $(VENV)/built-with  ## Build the documentation of the extension into _build/docs
	@$(SPHINX) -E -W --keep-going -q -b html docs $(BUILD)/docs \
	  || $(call mend,the lines above: path:line and what is wrong)

words: $(VENV)/built-with  ## Show every problem in the pages, in seconds: all that who writes them needs
	@$(MAKE) --no-print-directory --keep-going --jobs=1 content
	@echo "no problem in the pages"

check:  ## Show all problems at once, those of the pages before those of the code, and how to mend each
	@$(MAKE) --no-print-directory --keep-going --jobs=1 content code $(UNITS) FRESH=-E

# All tests have them too: who runs these next leaves them out, by `UNITS=`.
UNITS := units

# Apart from `content`, so that problems of the pages are told before the packages of the tests come.
content: options pages
code: form style docs types
options pages: | $(VENV)/built-with
form style types units: | $(VENV)/tested-with

mend = { echo "mend: $(1)" >&2; exit 1; }
options:
	@$(BIN)/dossier fix --check || $(call mend,make fix)
form:
	@$(BIN)/ruff format --check . || $(call mend,make fix)
style:
	@$(BIN)/ruff check . || $(call mend,make fix$(comma) then the lines above)
types:
	@$(BIN)/mypy || $(call mend,the lines above: path:line and what does not fit)
units:
	@$(BIN)/python -m pytest -q tests/unit || $(call mend,$(BIN)/python -m pytest --lf shows the failed tests again)
pages:
	@$(SPHINX) $(FRESH) -W --keep-going -q -b dummy -d $(BUILD)/check/doctrees . $(BUILD)/check/out \
	  || $(call mend,$(BIN)/dossier codes lists each [dossier.code] with its mend)
comma := ,

# The tools for code come with `make check`: who writes pages does not wait for them.
fix: $(VENV)/built-with  ## Mend what can be mended in one way only: options, dates, form and style of code
	$(BIN)/dossier fix
	@test ! -e $(VENV)/tested-with || $(MAKE) --no-print-directory tidy
tidy:
	$(BIN)/python tools/write_json_rows.py
	$(BIN)/python tools/write_contributing.py
	$(BIN)/ruff check --quiet --fix-only .
	$(BIN)/ruff format .

test: $(VENV)/tested-with node_modules/tested-with html  ## Run all tests, after setting up what they need
	@$(BIN)/python tools/find_browser.py
	DOSSIER_SITE=$(BUILD)/html $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile $(TESTS)

matrix: $(VENV)/built-with  ## Try the corners of the supported versions; CORNERS=floors tries one
	$(BIN)/python tools/matrix.py $(CORNERS)

bench: $(VENV)/tested-with  ## Compare the speed with plain MyST
	$(BIN)/python tools/bench.py

mutate: $(VENV)/tested-with  ## Damage a small project in 5,000 ways, and demand that builds bear it
	$(BIN)/python tools/mutate.py $(OPTIONS)

lighthouse: html  ## Ask Lighthouse, which npm fetches, for the points of a page of each type
	$(BIN)/python tools/lighthouse.py $(BUILD)/html

live: $(VENV)/live-with node_modules/installed  ## Show every edit in the browser as you save
	$(BIN)/dossier live --output $(BUILD)/html $(OPTIONS)

linkcheck: $(VENV)/built-with  ## Try every outside address
	$(SPHINX) -b linkcheck . $(BUILD)/linkcheck

epub: $(VENV)/built-with  ## Make a book for e-readers: _build/epub
	$(SPHINX) $(STRICT) -b epub -d $(BUILD)/epub-doctrees $(OPTIONS) . $(BUILD)/epub

PDF_NEEDS := xelatex latexmk xindy
# Ask nothing at the first fault, and try again what failed before: latexmk would not.
LATEXMK := -g -halt-on-error -interaction=nonstopmode
pdf: $(VENV)/built-with  ## Make a PDF, where XeLaTeX, latexmk and xindy are: _build/pdf
	@for one in $(PDF_NEEDS); do command -v $$one >/dev/null || lacking="$$lacking $$one"; done; test -z "$$lacking" || \
	  $(call mend,install$$lacking; on Debian: apt install texlive-xetex texlive-fonts-recommended latexmk xindy texlive-lang-chinese fonts-freefont-otf fonts-droid-fallback)
	$(SPHINX) $(STRICT) -b latex $(OPTIONS) . $(BUILD)/pdf
	$(MAKE) -C $(BUILD)/pdf LATEXMKOPTS='$(LATEXMK)'
	@lost=$$(grep -aho 'There is no [^(]*(U+[0-9A-F]*)' $(BUILD)/pdf/*.log | sort -u); test -z "$$lost" || \
	  printf 'mend: the PDF has lost letters, since its fonts lack them: name others in latex_elements of conf.py\n%s\n' "$$lost" >&2

lock:  ## Lock the packages of pyproject.toml with hashes
	uv pip compile $(LOCK) --extra site --extra build pyproject.toml -o requirements/site.txt
	uv pip compile $(LOCK) --extra site --extra build --extra live pyproject.toml -o requirements/live.txt
	uv pip compile $(LOCK) --extra site --extra build --extra live --extra test pyproject.toml -o requirements/test.txt
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

clean:  ## Remove what was built; the virtual environment stays
	rm -rf $(BUILD)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; set PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	  echo "mend: the lines above; on Debian, install the package python3-venv" >&2; exit 1; }

INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check
unreached = $(call mend,the lines above; if the index of packages was not reached$(comma) try again later)
$(VENV)/built-with: requirements/site.txt pyproject.toml | $(VENV)/bin/python
	@$(INSTALL) --require-hashes -r requirements/site.txt || $(unreached)
	@$(INSTALL) --no-deps --no-build-isolation -e . || $(unreached)
	@touch $@

# What the search page loads, and the letters of pictures. Without npm pages do without both.
node_modules/installed: package-lock.json
	@npm ci --silent --no-audit --no-fund --ignore-scripts --omit=dev >/dev/null 2>&1 \
	  && touch $@ || echo "npm is missing or failed: the theme's own search page stays, and shared links have no pictures"

# What the tests inject into pages; it has no part in them.
node_modules/tested-with: node_modules/installed
	@npm ci --loglevel=error --no-audit --no-fund --ignore-scripts >/dev/null || \
	  $(call mend,npm is needed for the tests: install it$(comma) or see the lines above and try again later)
	@touch $< $@

$(VENV)/live-with: requirements/live.txt $(VENV)/built-with
	@$(INSTALL) --require-hashes -r requirements/live.txt || $(unreached)
	@touch $@

$(VENV)/tested-with: requirements/test.txt $(VENV)/built-with
	@$(INSTALL) --require-hashes -r requirements/test.txt || $(unreached)
	@touch $@
