# goverify: everything a contributor runs. The virtual environment is made on first use and kept.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test test-field test-corpus check setup-dev docs snapshots benchmarks clean

## run: install goverify into .venv and check this machine's Go
run: $(VENV)/.run
	@$(BIN)/goverify check $(ARGS)

## test: run the whole test suite but the field cases and the corpus
test: $(VENV)/.test
	$(BIN)/python -m pytest -n auto -m "not field and not corpus" $(ARGS)

## test-field: build broken and healthy environments for real and judge each (Linux, root)
test-field: $(VENV)/.test
	$(BIN)/python -m pytest -n auto -m field $(ARGS)

## test-corpus: compare with go and the libraries on hundreds of real binaries (5 minutes to build, once; 3 GB of cache)
test-corpus: $(VENV)/.test
	$(BIN)/python -m pytest -m corpus tests/corpus $(ARGS)

## check: format, lint, types for three systems, layers, workflows, generated files
check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --platform linux goverify tests
	$(BIN)/mypy --platform darwin goverify
	$(BIN)/mypy --platform win32 goverify
	$(BIN)/lint-imports
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows $(wildcard .github/workflows/*.yml)
	$(BIN)/check-jsonschema --builtin-schema vendor.github-actions action.yml
	$(BIN)/pre-commit validate-manifest .pre-commit-hooks.yaml
	$(BIN)/python docs/generate.py --check

## docs: write the generated pages anew
docs: $(VENV)/.dev
	$(BIN)/python docs/generate.py

## snapshots: write the expected texts of the renderers anew; look at what git says has changed
snapshots: $(VENV)/.test
	GOVERIFY_UPDATE_SNAPSHOTS=1 $(BIN)/python -m pytest -q tests/render

## benchmarks: print the ratios of the design's budgets
benchmarks: $(VENV)/.test
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/check.py
	$(BIN)/python benchmarks/inspect.py
	$(BIN)/python benchmarks/authenticate.py

setup-dev: $(VENV)/.dev

$(VENV)/.made:
	$(PYTHON) -c 'import sys; sys.exit("goverify needs Python 3.11 or newer; name one: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV) || { echo "make: no virtual environment can be made; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@touch $@

$(VENV)/.run: $(VENV)/.made pyproject.toml
	$(PIP) install -e .
	@touch $@

$(VENV)/.test: $(VENV)/.run
	$(PIP) install -e '.[test]'
	@touch $@

$(VENV)/.dev: $(VENV)/.test
	$(PIP) install -e '.[test,lint]'
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
