# make run          start the app (ARGS="--port 7861 --share" is passed on)
# make test         what .ci/run calls: lint, then every test
SHELL := /bin/bash
.DEFAULT_GOAL := run
.PHONY: setup run test lint bench quality dev browser

PY := .venv/bin/python
# A version manager's shim may lie on PATH and fail when run, so each candidate must start and have venv.
FIND_PYTHON = for p in $(PYTHON) python3.11 python3.12 python3; do \
	"$$p" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info[:2] not in ((3, 11), (3, 12)))' 2>/dev/null \
	&& echo "$$p" && break; done
PIP = $(PY) -m pip install --disable-pip-version-check --no-input --quiet
SAY_PIP = { echo "Installing $(1) failed (see above): check the network or pip's index (pip config list) and about 4 GB of free disk, then run make again." >&2; exit 1; }

setup: .venv/.installed

run: setup
	@exec $(PY) -m app $(ARGS)

.venv/.installed: requirements.txt
	@python=$$($(FIND_PYTHON)); test -n "$$python" || { \
	echo "Python 3.11 or 3.12 with venv is needed: install python3.11 and python3.11-venv, or run make PYTHON=/path/to/python3.11." >&2; exit 1; }; \
	test -x $(PY) || "$$python" -m venv .venv || { echo "Making .venv failed: install python3-venv, then run make again." >&2; exit 1; }
	@echo "Installing the packages of requirements.txt into .venv (once, some minutes) ..."
	@$(PIP) -r requirements.txt || $(call SAY_PIP,requirements.txt)
	@touch $@

.venv/.installed-dev: requirements-dev.txt .venv/.installed
	@$(PIP) -r requirements-dev.txt || $(call SAY_PIP,requirements-dev.txt)
	@touch $@

dev: .venv/.installed-dev

browser:
	@.ci/browser

lint: dev
	$(PY) -m ruff check .

test: lint browser
	$(PY) -m pytest

# figures of quality beside their baselines, into docs/quality.md: make quality DATA=folder
quality: setup
	$(PY) -m training.quality $(if $(DATA),--data $(DATA))

bench: setup
	$(PY) -m benchmarks
