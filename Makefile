# The development workflow, executable. Python 3.11+, git and make are all it needs.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
GOLD   ?=
TRAIN  ?= python3
SERVE  ?= 1
PORT   ?= 8321
export OMP_NUM_THREADS := 1

.PHONY: help run serve test browser axe ftm lint types docs bench size soak codes lock clean prove screenshots
help:            ## this list
	@grep -E '^[a-z]+: .*##' Makefile | sed 's/:.*##/\t/' | expand -t 12

$(VENV)/.ready: pyproject.toml requirements.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dateline needs Python 3.11 or newer, this is " + sys.version.split()[0])'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: $(VENV)/.ready            ## read the example reports, print what they say (and serve the pages; SERVE=0 only prints)
	$(BIN)/python examples/run.py $(if $(filter 0,$(SERVE)),--no-serve,--port $(PORT))

serve: $(VENV)/.ready          ## serve the pages of the example book, or of BOOK=news.db
	$(BIN)/dateline serve $(or $(BOOK),examples/news.db) --port $(PORT)

test: $(VENV)/.ready           ## all quick tests
	$(BIN)/python -m pytest

browser: $(VENV)/.ready        ## the pages in a real Chromium
	$(BIN)/python -m pytest -m browser

build/axe/.ready: tests/browser/package.json tests/browser/package-lock.json
	mkdir -p build/axe && cp $^ build/axe/
	npm ci --prefix build/axe --ignore-scripts --no-audit --no-fund
	@touch $@

axe: build/axe/.ready          ## fetch axe-core, with which the browser tests look for pages that some people cannot use (needs npm)

FTM := build/ftm
$(FTM)/.ready: tests/views/exports/ftm.lock
	$(PYTHON) -m venv $(FTM)
	$(FTM)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

ftm: $(VENV)/.ready $(FTM)/.ready   ## FollowTheMoney's own library checks our export (needs a C++ compiler and ICU's headers)
	DATELINE_FTM_PYTHON=$(FTM)/bin/python $(BIN)/python -m pytest tests/views/exports/test_ftm.py

prove: $(VENV)/.ready          ## the long proofs: kills, byte flips, the pages in a real browser
	$(BIN)/python -m pytest -m "prove or browser"

screenshots: $(VENV)/.ready    ## a picture of every page, into build/screenshots
	$(BIN)/python tools/screenshots.py

lint: $(VENV)/.ready           ## style
	$(BIN)/ruff check .

types: $(VENV)/.ready          ## types
	$(BIN)/mypy

docs: $(VENV)/.ready           ## write the generated reference pages again
	$(BIN)/python tools/make_docs.py

bench: $(VENV)/.ready          ## accuracy and speed on gold data: make bench GOLD=folder
	$(BIN)/python bench/run.py $(GOLD)

size: $(VENV)/.ready           ## a large book, filled and asked: make size FOLDER=folder REPORTS=100000
	$(BIN)/python bench/size.py $(FOLDER) --reports $(or $(REPORTS),100000) --plot

soak: $(VENV)/.ready           ## half an hour of adding, correcting, asking and loading pages at once
	$(BIN)/python bench/soak.py

scale: $(VENV)/.ready          ## one process, two, and a Dask cluster side by side: make scale GOLD=folder
	$(BIN)/python bench/scale.py $(GOLD)

leak: $(VENV)/.ready           ## whether our own sentences share words with gold data: make leak GOLD=folder
	$(BIN)/python tools/leak.py $(GOLD)

model:           ## train the coder again and export it: make model ENCODER=weights-folder TRAIN=python-with-torch
	$(TRAIN) training/train.py $(ENCODER) training/relate --save build/coder.pt --epochs 4 --rate 1.5e-4
	$(TRAIN) training/export.py $(ENCODER) build/coder.pt src/dateline/codes/coder

codes: $(VENV)/.ready          ## check every line of the code book, and show which cases and example records change
	$(BIN)/python tools/check_codes.py

lock:            ## pin all dependencies again, with hashes (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 -o requirements.lock

clean:           ## remove the environment and caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
