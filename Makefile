# The two commands: `make run` serves the demo, `make test` passes every test.
# A fresh machine has python3 (3.11 or newer), git and make; the rest is set up here.
SHELL := /bin/sh
PYTHON ?= python3
PORT ?= 8000
V := .venv/bin
STAMPS := .venv/stamps

.PHONY: run test check bench clean requirements browser

run: $(STAMPS)/run
	@PORT=$(PORT) exec $(V)/python serve.py

test: $(STAMPS)/dev browser
	@$(V)/python -m pytest

check: $(STAMPS)/lint
	@$(V)/ruff check .
	@$(V)/ruff format --check .
	@$(V)/mypy
	@$(V)/lint-imports --config importlinter.toml --no-logo
	@$(V)/djlint templates --lint --quiet
	@$(V)/python -m tests.support.migrations_match

# In this order: what is asked of the index, then where it comes from, then the pages over it.
BENCHES = verdicts reverse growth from_database pages one_import likely_same employers
bench: $(STAMPS)/bench
	@for each in $(BENCHES); do echo "== $$each"; $(V)/python -m bench.$$each || exit 1; done

clean:
	rm -rf .venv .tools

# Compile the pinned, hashed lists again after editing a .in file.
requirements: $(STAMPS)/run
	@for each in requirements requirements-dev requirements-lint requirements-bench; do \
	  .tools/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-header $$each.in -o $$each.txt || exit 1; done
	@.tools/bin/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-deps \
	  --no-emit-index-url --no-header requirements-data.in -o requirements-data.txt

browser:
	@PYTHON=$(PYTHON) sh tools/environment.sh browser

# Gone or dangling after Python was upgraded: everything is set up again.
$(V)/python:
	@rm -rf $(STAMPS)

$(STAMPS)/run: requirements.txt requirements-data.txt $(V)/python
	@PYTHON=$(PYTHON) sh tools/environment.sh run

$(STAMPS)/dev: requirements-dev.txt $(STAMPS)/run
	@PYTHON=$(PYTHON) sh tools/environment.sh dev

$(STAMPS)/bench: requirements-bench.txt $(STAMPS)/dev
	@PYTHON=$(PYTHON) sh tools/environment.sh bench

$(STAMPS)/lint: requirements-lint.txt $(STAMPS)/dev
	@PYTHON=$(PYTHON) sh tools/environment.sh lint
