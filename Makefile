# `make play` and `make test` need Python 3.11 and make, and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready-play
DEV := $(VENV)/.ready-test

.PHONY: play test quick lint picture docs bench measure clean

play: $(READY)            ## start the game
	@$(BIN)/starcity

test: lint                ## lint, types, the story checked and explored, and every test
	$(BIN)/starcity check story
	$(BIN)/starcity explore story --lives 200 --seconds 10
	$(BIN)/python -m pytest

quick: $(DEV)             ## the tests that take no time
	$(BIN)/python -m pytest -m "not slow"

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

picture: $(DEV)           ## the picture in the README, made by the game
	$(BIN)/python -m starcity_game.desk.picture docs/desk.svg

docs: $(DEV)              ## the reference in the author's guide and the pages of the codes, from what is declared
	$(BIN)/python -m starcity_game.authoring.reference docs/authoring/reference.md
	$(BIN)/python -m starcity_game.authoring.craft docs/authoring/craft.md
	$(BIN)/python -m starcity_game.authoring.code_pages docs/codes.md

bench: $(DEV)             ## every benchmark; ratios against a reference in the same run
	$(BIN)/python benchmarks/run.py

measure: $(DEV)           ## what the game's own story amounts to, in numbers
	$(BIN)/python benchmarks/own.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(READY): $(VENV)/bin/python pyproject.toml
	@echo "Getting what the game needs (once) …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(DEV): $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@ $(READY)

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis dist
