# make demo: install into .venv and convert the examples. make test: install what the tests need
# and run all of them. Nothing else has to be there but Python 3.11 with venv, and make; on a Debian
# that has no more, make fresh runs both.

PYTHON ?= python3
PIP := pip==26.3
BIN := .venv/bin
EXAMPLES := $(wildcard examples/*.txt)

.PHONY: demo test fresh accept check fix editor benchmark promises mutants system-packages clean

demo: .venv/installed
	mkdir -p out
	for article in $(basename $(notdir $(EXAMPLES))); do \
	  $(BIN)/footnoted convert examples/$$article.txt \
	    -o out/$$article.docx -o out/$$article.html -o out/$$article.tex \
	    -o out/$$article.pdf || exit 1; \
	done
	$(BIN)/footnoted convert examples/gallery.json --toc -o out/gallery.html
	$(BIN)/footnoted convert examples/gallery.json --notes-as sidenotes -o out/gallery-sidenotes.html

test: system-packages .venv/tools tests/web/node_modules converter/web/editor/node_modules check
	$(BIN)/python -m pytest -n auto
	$(BIN)/python -m benchmarks.promises --size 100000

fresh:
	sh tests/fresh.sh

check: .venv/tools
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# Rewrite the golden files and the generated pages; read the difference before committing it.
accept: .venv/tools
	$(BIN)/python -m pytest -q --accept tests/test_golden.py tests/test_docs.py

fix: .venv/tools
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

benchmark: .venv/tools
	$(BIN)/python -m benchmarks

# What each command takes for hostile texts of a megabyte; a star where that is more than we promise.
# The tests show it for a tenth of the size, and fail where the memory of one is more than its share.
promises: .venv/tools
	$(BIN)/python -m benchmarks.promises

# Change the reader in thousands of places, one at a time, and show which changes no test notices.
# It takes about two hours; `.venv/bin/mutmut show NAME` shows a change.
mutants: .venv/tools
	$(BIN)/python -m pip install --quiet --group mutants
	$(BIN)/mutmut run
	$(BIN)/mutmut results

# Chromium, LibreOffice, TeX and fonts for the tests that look at results with other programs, and valgrind.
system-packages:
	sh tests/system-packages.sh

# The judges of web pages, the Nu HTML checker and axe-core; and Paged.js, which prints them. npm is told
# to trust whom this machine trusts: a mirror may have a certificate of its own.
tests/web/node_modules: tests/web/package-lock.json | .venv/tools
	NODE_OPTIONS=--use-system-ca $(BIN)/npm ci --prefix tests/web --ignore-scripts --no-audit --no-fund
	touch $@

# What the editor of the local page is built of.
converter/web/editor/node_modules: converter/web/editor/package-lock.json | .venv/tools
	NODE_OPTIONS=--use-system-ca $(BIN)/npm ci --prefix converter/web/editor --ignore-scripts --no-audit --no-fund
	touch $@

# Build the editor anew, after a change of its sources or of a package.
editor: converter/web/editor/node_modules
	$(BIN)/node converter/web/editor/build.mjs

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/tools: .venv/installed
	$(BIN)/python -m pip install --quiet --upgrade $(PIP)
	$(BIN)/python -m pip install --quiet --group dev
	touch $@

clean:
	rm -rf .venv out build dist
