# `make` sets up .venv and builds everything; `make test` sets it up and runs the tests.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: all test lint faults bench lab lab-nb site notebooks lock clean help
.DELETE_ON_ERROR:

all: .venv/ready  ## set up .venv and build the tables (the default)
	@$(BIN)/nicdata build

test: .venv/ready lint  ## set up .venv and run the tests
	$(BIN)/pytest -m "not slow"

lint: .venv/ready
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

# The lock is whole, so --no-deps: what it leaves out on purpose (pyproject.toml, [tool.uv]) stays out.
PIP := -m pip --quiet --quiet --disable-pip-version-check install --no-deps

.venv/locked: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "nicdata needs Python 3.11 or newer; found " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12")'
	@echo "setting up .venv (about a minute)"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python $(PIP) --require-hashes -r requirements.txt
	@touch $@

.venv/installed: .venv/locked pyproject.toml
	@$(BIN)/python $(PIP) --no-build-isolation --no-index -e .
	@touch $@

.venv/ready: .venv/installed $(shell find src/nicdata -type f -not -name "*.pyc")
	@$(BIN)/python -m compileall -q src
	@touch $@

.venv/marked: .venv/installed requirements-marked.txt
	@$(BIN)/python $(PIP) --require-hashes -r requirements-marked.txt
	@touch $@

faults: .venv/ready .venv/marked  ## try every fault and write tests/faults/RESULTS.md (long)
	$(BIN)/pytest tests/faults -n auto --results tests/faults/RESULTS.md

# In an environment of its own: what the benchmarks hold nicdata against is large and nothing else needs it.
.venv-bench/ready: requirements.txt requirements-bench.txt pyproject.toml
	@echo "setting up .venv-bench (about a minute)"
	@$(PYTHON) -m venv --clear .venv-bench
	@.venv-bench/bin/python $(PIP) --require-hashes -r requirements.txt -r requirements-bench.txt
	@.venv-bench/bin/python $(PIP) --no-build-isolation --no-index -e .
	@touch $@

bench: .venv-bench/ready  ## measure how fast everything is and write benchmarks/RESULTS.md (long)
	@.venv-bench/bin/python -m compileall -q src benchmarks
	.venv-bench/bin/python benchmarks/run.py

lab: .venv/ready  ## open JupyterLab at the first notebook
	$(BIN)/jupyter lab notebooks/01-programme-growth.ipynb

lab-nb: .venv/ready  ## open JupyterLab at the first Norwegian notebook
	$(BIN)/jupyter lab notebooks/nb/01-programme-growth.ipynb

site: .venv/ready  ## write the static site into site/
	@$(BIN)/nicdata site --out site

notebooks: .venv/ready  ## write and run every notebook, and draw the pictures of the READMEs
	$(BIN)/python notebooks/source/write.py
	$(BIN)/nicdata figures --only overview --format png --out docs
	$(BIN)/jupyter nbconvert --to notebook --execute --inplace --log-level WARN \
	  --ExecutePreprocessor.record_timing=False --KernelManager.transport_encryption=auto notebooks/*.ipynb notebooks/nb/*.ipynb

lock:  ## resolve the dependencies anew into requirements.txt (needs uv)
	uv pip compile --universal --python-version 3.11 --extra lab --extra html --extra dev --generate-hashes --upgrade \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml -o requirements.txt
	uv pip compile --universal --python-version 3.11 --group marked --generate-hashes --constraints requirements.txt \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements-marked.txt
	uv pip compile --universal --python-version 3.11 --group bench --generate-hashes --constraints requirements.txt \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links -o requirements-bench.txt

clean:  ## remove the environment and everything that is built but not kept
	rm -rf .venv .venv-bench build dist site figures .mypy_cache .pytest_cache .ruff_cache

help:  ## show this
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile
