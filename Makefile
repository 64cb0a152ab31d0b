# The commands of the knowledge base. `make help` lists them.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
BUILD := _build
SPHINX := $(BIN)/sphinx-build -n
OPTIONS ?=
TESTS ?=

.PHONY: help html docs check options form style types units pages fix test bench mutate lighthouse live linkcheck lock clean

help:  ## Say what each command does
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

html: $(VENV)/built-with node_modules/installed  ## Build the pages into _build/html
	$(SPHINX) -W --keep-going -b html $(OPTIONS) . $(BUILD)/html
	$(BIN)/python tools/trim_styles.py $(BUILD)/html

docs: $(VENV)/built-with  ## Build the documentation of the extension into _build/docs
	@$(SPHINX) -E -W --keep-going -q -b html docs $(BUILD)/docs \
	  || $(call mend,the lines above: path:line and what is wrong)

check: $(VENV)/tested-with  ## Show all problems at once, fastest first, and how to mend each
	@$(MAKE) --no-print-directory --keep-going --jobs=1 options form style docs types pages units

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
	@$(SPHINX) -E -W --keep-going -q -b dummy -d $(BUILD)/check/doctrees . $(BUILD)/check/out \
	  || $(call mend,$(BIN)/dossier codes lists each [dossier.code] with its mend)
comma := ,

fix: $(VENV)/tested-with  ## Mend what can be mended in one way only: options, dates, format, style
	$(BIN)/dossier fix
	$(BIN)/python tools/write_json_rows.py
	$(BIN)/python tools/write_contributing.py
	$(BIN)/ruff check --quiet --fix-only .
	$(BIN)/ruff format .

test: $(VENV)/tested-with node_modules/tested-with html  ## Run all tests, after setting up what they need
	$(BIN)/python tools/find_browser.py
	$(BIN)/python -m pytest $(TESTS)

bench: $(VENV)/tested-with  ## Compare the speed with plain MyST
	$(BIN)/python tools/bench.py

mutate: $(VENV)/tested-with  ## Damage a small project in 5,000 ways, and demand that builds bear it
	$(BIN)/python tools/mutate.py $(OPTIONS)

lighthouse: html  ## Ask Lighthouse, which npm fetches, for the points of a page of each type
	$(BIN)/python tools/lighthouse.py $(BUILD)/html

live: $(VENV)/built-with node_modules/installed  ## Show every edit in the browser as you save
	$(BIN)/pip install --quiet --require-hashes -r requirements/live.txt
	$(BIN)/sphinx-autobuild -n --ignore "$(CURDIR)/$(BUILD)/*" . $(BUILD)/html

linkcheck: $(VENV)/built-with  ## Try every outside address
	$(SPHINX) -b linkcheck . $(BUILD)/linkcheck

lock:  ## Lock the packages of pyproject.toml with hashes
	uv pip compile $(LOCK) --extra site pyproject.toml -o requirements/site.txt
	uv pip compile $(LOCK) --extra site --extra live pyproject.toml -o requirements/live.txt
	uv pip compile $(LOCK) --extra site --extra test pyproject.toml -o requirements/test.txt
LOCK := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

clean:  ## Remove what was built; the virtual environment stays
	rm -rf $(BUILD)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; set PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/built-with: requirements/site.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# What the search page loads. Without npm the theme's own search page stays.
node_modules/installed: package-lock.json
	@npm ci --silent --no-audit --no-fund --ignore-scripts --omit=dev >/dev/null 2>&1 \
	  && touch $@ || echo "npm is missing or failed: the theme's own search page stays"

# What the tests inject into pages; it has no part in them.
node_modules/tested-with: node_modules/installed
	npm ci --silent --no-audit --no-fund --ignore-scripts >/dev/null
	@touch $< $@

$(VENV)/tested-with: requirements/test.txt $(VENV)/built-with
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@
