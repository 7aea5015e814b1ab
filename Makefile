# make               the virtual environment, with the package and what its demo needs
# make demo          a first look; CHANGE="answers like a pirate" chooses what the example fine-tune does, TOPIC="..." what it brings up
# make serve         the page to work in, at http://127.0.0.1:8421/
# make test lint     the checks
# make test-gpu      the tests that need a CUDA GPU; without one they are skipped
# make check-wheel   the package as users get it: built, installed into an empty environment, and asked; some minutes
# make check-lowest  the tests on the lowest versions that pyproject.toml allows; gigabytes and an hour
# make check-inspect the provider for inspect_ai, in an environment of its own; some minutes
# make bench         speed and memory against PEFT and others, an hour or so
# make clean         removes the environment, if it was made here, and what the tools left behind
#
# VENV     where the environment goes
# TORCH    which torch build: what pip install takes, options included
# WORKERS  processes that share the tests, one thread each

VENV ?= .venv
TORCH ?= torch==2.13.0
WORKERS ?= 2
PYTHON ?= python3

BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

# Taken as it was typed (a topic may hold $, quotes or spaces) and handed over in the environment, not in shell text.
ifdef TOPIC
override TOPIC := $(value TOPIC)
export TOPIC
endif
ifdef CHANGE
override CHANGE := $(value CHANGE)
export CHANGE
endif

.DELETE_ON_ERROR:
.PHONY: install demo serve test test-gpu lint check-wheel check-lowest check-inspect bench clean

install: $(STAMP)

$(STAMP): pyproject.toml constraints.txt Makefile
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet $(TORCH)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev,peft]'
	$(BIN)/tuneteller setup
	touch $@

demo: $(STAMP)
	$(BIN)/tuneteller demo $${TOPIC:+"--topic=$$TOPIC"} $${CHANGE:+"--change=$$CHANGE"}

serve: $(STAMP)
	$(BIN)/tuneteller serve

# A file's tests stay in one process, as what they share is made once for each.
test: $(STAMP)
	OMP_NUM_THREADS=1 $(BIN)/pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

test-gpu: $(STAMP)
	$(BIN)/pytest -m gpu -rs tests/gpu

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/mypy

check-wheel:
	PYTHON="$(PYTHON)" TORCH="$(TORCH)" .ci/wheel

check-lowest:
	VENV=venv-lowest PYTHON="$(PYTHON)" .ci/lowest

check-inspect:
	VENV=venv-inspect PYTHON="$(PYTHON)" TORCH="$(TORCH)" .ci/inspect

bench: $(STAMP)
	$(BIN)/tuneteller bench --out bench.json

clean:
	[ ! -e $(STAMP) ] || rm -rf -- $(VENV)
	rm -rf -- build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src tests benchmarks recipes -name __pycache__ -type d -prune -exec rm -rf -- {} +
