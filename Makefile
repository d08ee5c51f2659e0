# `make` sets up .venv and builds everything; `make test` sets it up and runs the tests.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: all test lint lock clean help
.DELETE_ON_ERROR:

all: .venv/ready  ## set up .venv and build the tables (the default)
	@$(BIN)/nicdata build

test: .venv/ready lint  ## set up .venv and run the tests
	$(BIN)/pytest -m "not slow"

lint: .venv/ready
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

# The lock is whole, so --no-deps: what it leaves out on purpose (pyproject.toml, [tool.uv]) stays out.
.venv/installed: requirements.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "nicdata needs Python 3.11 or newer; found " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12")'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $@

.venv/ready: .venv/installed $(wildcard src/nicdata/*.py)
	@$(BIN)/python -m compileall -q src
	@touch $@

lock:  ## resolve the dependencies anew into requirements.txt (needs uv)
	uv pip compile --universal --python-version 3.11 --all-extras --generate-hashes --upgrade \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml -o requirements.txt

clean:  ## remove the environment and everything that is built but not kept
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache

help:  ## show this
	@sed -n 's/^\([a-z]*\):.*## /\1	/p' Makefile
