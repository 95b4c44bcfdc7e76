# make run    sets all up, reads the sample story and shows its timeline and page
# make test   sets all up and passes the tests
# make slow   the tests that take long: hostile input, faults, kills, watching, figures held to their floors
# make check  ruff, mypy --strict, import order, the list of long functions and words compared inline (scripts/house.py)
# make coverage  how much of the library the quick tests run; fails under the floor
# make mutants   breaks analyse/clause, fuse and record in SAMPLE places, one at a time, and says how many the tests notice
# make bench  speed, compared in one run; what one more report costs a large record
# make bench-large BASE=record.db  20,000 reports made of those of a record, and what a view of them costs
# make soak   what takes long: readers beside writers for SECONDS (PAUSE between two views of one), VIEWS beside a writer, KILLS
#             of commands, REPORTS in one run, a disk that fails at every write
# make score  quality on annotated news, where ../shared is there
# make site   the documentation as a site, in site/

PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
  command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OUT := out

.PHONY: run test slow check coverage mutants bench bench-large soak score site lock clean

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "onrecord needs Python 3.11 or later with its venv module; install it and try again"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: $(READY)
	@mkdir -p $(OUT)
	$(BIN)/onrecord read examples/reports --record $(OUT)/story.db
	$(BIN)/onrecord timeline --record $(OUT)/story.db
	$(BIN)/onrecord page --record $(OUT)/story.db --to $(OUT)/story.html
	@echo
	@echo "The page: file://$(CURDIR)/$(OUT)/story.html"
	@echo "What to try next:"
	@echo "  $(BIN)/onrecord serve --record $(OUT)/story.db     # live pages: look, filter, search, correct a line"
	@echo "  $(BIN)/onrecord relations --record $(OUT)/story.db --on 2022-10-15   # how ties stood that day, and why"
	@echo "  $(BIN)/onrecord check-claim --record $(OUT)/story.db \"China suspended its climate talks with the United States in August 2022\""
	@echo "  $(BIN)/onrecord page --brief --record $(OUT)/story.db --to $(OUT)/brief.html   # two sheets to hand on"
	@echo "  $(BIN)/onrecord timeline --ids --record $(OUT)/story.db   # ids of lines; then onrecord correct redate ID DAY, and correct undo"
	@echo "  $(BIN)/onrecord mcp --record $(OUT)/story.db       # lets an assistant ask: docs/mcp.md has the line for its settings"
	@echo "  $(BIN)/onrecord read YOUR-REPORTS/                 # a record of your own"

test: $(READY)
	$(BIN)/python -m pytest -m "not slow"

slow: $(READY)
	$(BIN)/python -m pytest -m slow

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/python scripts/house.py
	$(BIN)/mypy
	$(BIN)/lint-imports

# The least that the quick tests may run of the library, in per cent, branches counted: two under the 89 of a whole run; only raised.
FLOOR := 87
coverage: $(READY)
	$(BIN)/python -m pytest -m "not slow" --cov --cov-fail-under=$(FLOOR) --cov-report=term:skip-covered

SAMPLE := 60
SEED := 2
mutants: $(READY)
	$(BIN)/python scripts/mutants.py --sample $(SAMPLE) --seed $(SEED)

bench: $(READY)
	$(BIN)/python scripts/bench.py

LARGE := 20000
bench-large: $(READY)
	@test -n "$(BASE)" || { echo "name a record of real reports: make bench-large BASE=record.db (docs/scale.md says how to make one)"; exit 1; }
	@mkdir -p $(OUT)
	rm -f $(OUT)/large.db
	$(BIN)/python scripts/large.py $(BASE) --to $(OUT)/large.db --reports $(LARGE) --view

SECONDS := 60
PAUSE := 0
VIEWS := 500
KILLS := 1000
REPORTS := 20000
soak: $(READY)
	ONRECORD_SOAK=$(SECONDS) ONRECORD_PAUSE=$(PAUSE) ONRECORD_VIEWS=$(VIEWS) ONRECORD_DISK_STEP=1 ONRECORD_KILLS=$(KILLS) ONRECORD_REPORTS=$(REPORTS) \
	  $(BIN)/python -m pytest -s $(addprefix tests/faults/test_,beside.py disk.py kills.py memory.py)

score: $(READY)
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python ../shared/bench/score.py time dates quotes events plv samestory

site: $(READY)
	$(BIN)/python scripts/docs_site.py

lock: $(READY)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet -o requirements.lock

clean:
	rm -rf $(VENV) $(OUT) site
