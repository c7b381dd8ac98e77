# Everything lives in .venv; nothing else is touched. `make` prints the commands.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
CHECKS := check-types check-held_out check-everyday check-dev check-arrows check-style

.PHONY: help install run test check $(CHECKS) bench audit lock renew model clean

help:
	@echo "make run      install and start the service with sample chats (PORT=$(PORT))"
	@echo "make test     install and run all tests"
	@echo "make check    ruff, mypy, import-linter, and detection above its floors"
	@echo "make bench    print the figures of the README"
	@echo "make audit    ask the network for known holes in the packages used"
	@echo "make model CORPORA=DIR   train the language model again"
	@echo "make lock     pin what pyproject.toml asks for (make renew: in its newest versions)"
	@echo "make clean    remove .venv and caches; var/ (your data) stays"

install: .venv/run.stamp

run: .venv/run.stamp
	@exec $(BIN)/redactor demo --port $(PORT)

test: .venv/dev.stamp
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal $(ARGS)

# Two parts at a time, the longest first; where `make` can, what each says is kept together.
check: .venv/dev.stamp
	@$(MAKE) --no-print-directory --jobs=2 $(KEPT_APART) $(CHECKS)

KEPT_APART := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

$(CHECKS): .venv/dev.stamp

check-style:
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

check-types:
	@$(BIN)/mypy

check-arrows:
	@$(BIN)/lint-imports

check-dev check-held_out check-everyday:
	@$(BIN)/redactor evaluate benchmarks/chats/$(@:check-%=%) --floors benchmarks/floors.toml > /dev/null

bench: .venv/dev.stamp
	@$(BIN)/python -m benchmarks

model: .venv/dev.stamp
	@test -n "$(CORPORA)" || { echo "make model CORPORA=DIR (see redactor/ner/MODEL_CARD.md)"; exit 2; }
	@$(BIN)/python -m redactor.ner.recipe --corpora $(CORPORA) --work var/model

audit: .venv/run.stamp
	@test -x .venv/audit/bin/pip-audit || { $(PYTHON) -m venv .venv/audit && \
		.venv/audit/bin/python -m pip install --quiet pip-audit; }
	@.venv/audit/bin/pip-audit --strict --requirement constraints/run.txt --disable-pip --require-hashes

lock renew: .venv/dev.stamp
	$(BIN)/uv pip compile pyproject.toml $(LOCK) --extra build --output-file constraints/run.txt
	$(BIN)/uv pip compile pyproject.toml $(LOCK) --extra build --extra test --extra check \
		--constraints constraints/run.txt --output-file constraints/dev.txt

LOCK = $(if $(filter renew,$@),--upgrade) --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock"

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/run.stamp: constraints/run.txt pyproject.toml
	$(call into-venv,run)

.venv/dev.stamp: constraints/dev.txt pyproject.toml
	$(call into-venv,dev)

# $(1): which constraints. Packages are installed by hash; then this project, without dependencies.
define into-venv
@test -x $(BIN)/python || $(PYTHON) -m venv .venv
@echo "Installing packages into .venv (about 300 MB the first time) …"
@rm -f .venv/packages.ok
@{ $(PIP) install --require-hashes --requirement constraints/$(1).txt && touch .venv/packages.ok; } \
	| sed -n 's/^Collecting \([^ ]*\).*/  \1/p; s/^Installing collected.*/  unpacking …/p'
@test -f .venv/packages.ok
@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
@touch .venv/run.stamp $@
endef
