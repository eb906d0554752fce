# The two commands are `make run` and `make test`; `make` alone lists the rest.
# Nothing is needed beforehand but Python 3.11 or newer, make and a package index.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Where it stands, the list of targets below is made from the comments that follow `##`.
.DEFAULT_GOAL := help
.PHONY: help setup run test check format bench lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

setup: $(READY) ## the virtual environment, as the lock says
	@:

$(READY): requirements.lock pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh $(VENV)
	@touch $(READY)

run: setup ## the demonstration, on http://localhost:8501
	@$(BIN)/seamos demo

test: setup ## every test; those of a real browser too, where there is one
ifdef ARGS
	@CHROMIUM="$$(sh scripts/find_chromium.sh $(BIN))" $(BIN)/pytest $(ARGS)
else
	@$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not browser"
	@CHROMIUM="$$(sh scripts/find_chromium.sh $(BIN))" $(BIN)/pytest -n 2 --dist loadfile -m browser
endif

check: setup ## format, lint, types, import contracts, translations
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python scripts/check_translations.py

format: setup ## rewrite the code in the house's format
	@$(BIN)/ruff check --quiet --select I --fix .
	@$(BIN)/ruff format .

bench: setup ## how fast, beside rivals: all, or one with ONLY=name
	@$(BIN)/python -m bench $(if $(ONLY),--only $(ONLY))

lock: ## requirements.lock again from pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo "make lock: falta uv / uv is missing: pip install uv" >&2; exit 1; }
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra dev \
		--no-annotate --no-header -o requirements.lock pyproject.toml

clean: ## what was built, computed and cached; never data/
	@rm -rf $(VENV) .seamos build *.egg-info .pytest_cache .ruff_cache .mypy_cache .hypothesis .import_linter_cache
	@find dashboard etl schemas tests bench scripts -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
