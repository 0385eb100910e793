# make run    sets up, then runs the whole hall (without a screen: plays one visit and leaves pictures)
# make test   sets up, then runs all tests
# make check  types, style, import rules, words
# make bench  the timings the project promises
# make screens  a picture of every page of the kiosk with each aid, of every board and sign, and of the desk in every
#               situation, in both languages, in build/screens
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
WORKERS ?= $(shell nproc)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := run
.PHONY: run test check bench screens setup words clean

run: $(VENV)/run.ready
	$(BIN)/motcua demo

test: $(VENV)/dev.ready
	$(BIN)/pytest --numprocesses=$(WORKERS) --dist=loadfile --no-loadscope-reorder $(ARGS)

check: $(VENV)/dev.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --config setup.cfg

bench: $(VENV)/dev.ready
	$(BIN)/python -m benchmarks $(ARGS)

screens: $(VENV)/run.ready
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m kiosk.screens $(ARGS)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m display.screens $(ARGS)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m counter.screens $(filter-out --keys,$(ARGS))

setup: $(VENV)/dev.ready

words: $(VENV)/dev.ready
	packaging/words

$(VENV)/run.ready: setup.cfg pyproject.toml packaging/debian-run.txt
	packaging/debian-packages run
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info[:2] == (3, 11) else "Python 3.11 is needed, this is " + sys.version)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[board]'
	touch $@

$(VENV)/dev.ready: $(VENV)/run.ready packaging/debian-test.txt
	packaging/debian-packages run test
	$(BIN)/python -m pip install --quiet --editable '.[board,test,check]'
	touch $@

clean:
	rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
