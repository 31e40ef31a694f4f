# `make` alone tells what there is. Nothing is needed but Python 3.11 or newer: the rest is installed into .venv.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh

export UV_COMPILE_BYTECODE := 1
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Where it is set, every process that a test starts would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
PYTHON := $(BIN)/python
# A place that moved has scripts that point to the old one: the environment is then made anew.
ifneq "$(shell cat .venv/.place 2>/dev/null)" "$(CURDIR)"
.PHONY: .venv/.place
endif

# uv where it works, pip where it does not (a platform without its wheel, an index that only pip knows of).
define install
if $(BIN)/uv --version >/dev/null 2>&1 && $(BIN)/uv pip install --quiet --python $(PYTHON) $(1); then :; \
else $(PYTHON) -m pip install -qq $(1); fi
endef

.PHONY: help demo run test coverage check pictures bench soak lock audit clean chromium

help: ## Muestra esta ayuda
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

demo: .venv/.runtime ## Un Telegram simulado, el bot y el plan de ENTerritorio, en un solo paso
	@$(BIN)/participa demo $(ARGS)

run: .venv/.runtime ## El servicio completo en un proceso, con los ajustes de .env
	@$(BIN)/participa run

test: .venv/.dev chromium ## Todas las pruebas, en SQLite y en PostgreSQL
	@$(PYTHON) -m pytest -n 4 -m "not soak" $(ARGS)

# Apart from `test`: looking at every line and branch makes it take three times as long.
coverage: .venv/.dev chromium ## Las mismas pruebas, y qué parte del código recorren (al menos 95 %)
	@$(PYTHON) -m pytest -n 4 -m "not soak" --cov --cov-fail-under=95 $(ARGS)

check: .venv/.dev audit ## Formato, tipos, capas, textos y dependencias
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(PYTHON) -m mypy
	@$(BIN)/lint-imports
	@$(PYTHON) -m locales.check

audit: .venv/.dev ## Las dependencias: claves, licencias, retiradas y fallas conocidas (AUDIT_STRICT=1: todo o nada)
	@$(PYTHON) .ci/audit.py

pictures: .venv/.dev chromium ## Hace de nuevo las imágenes del README
	@$(PYTHON) -m tests.browser.pictures

bench: .venv/.dev ## Mide tiempos, junto a otros bots en la misma corrida
	@$(PYTHON) -m bench $(ARGS)

soak: .venv/.dev chromium ## Fallas y corridas largas al azar (ARGS=--short: corta)
	@$(PYTHON) -m bench.soak $(ARGS)

lock: .venv/.uv ## Vuelve a resolver las dependencias (ARGS=--upgrade: las más nuevas)
	@$(LOCK) $(ARGS) pyproject.toml --extra dev --group build --output-file requirements-dev.txt
	@$(LOCK) $(ARGS) pyproject.toml --constraint requirements-dev.txt --output-file requirements.txt
	@$(LOCK) $(ARGS) --group build --constraint requirements-dev.txt --output-file requirements-build.txt
	@$(LOCK) $(ARGS) --group uv --output-file requirements-uv.txt

clean: ## Borra lo instalado y lo calculado; no toca data/
	@rm -rf .venv .cache .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Python 3.11 because the lock must serve from there on; no address of an index may get into it.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	--no-emit-index-url --no-emit-find-links

.venv/.place:
	@found=; for python in python3 python3.14 python3.13 python3.12 python3.11; do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then echo "Falta Python 3.11 o más nuevo: instálelo y repita."; exit 1; fi; \
	if ! $$found -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "A $$found le falta el módulo venv: en Debian y Ubuntu, instálelo con «apt install python3-venv»."; exit 1; fi; \
	echo "Instalo lo necesario en .venv; la primera vez tarda cerca de medio minuto."; \
	$$found -m venv --clear .venv
	@printf '%s\n' "$(CURDIR)" > $@

.venv/.uv: .venv/.place requirements-uv.txt
	@$(PYTHON) -m pip install -qq --require-hashes --only-binary :all: -r requirements-uv.txt \
		|| echo "uv no se pudo instalar: sigo con pip, que tarda un poco más."
	@touch $@

# The console script and the way to the packages; the packages themselves stay where they are.
.venv/.runtime: .venv/.uv requirements.txt requirements-build.txt pyproject.toml
	@$(call install,--require-hashes -r requirements.txt -r requirements-build.txt)
	@$(call install,--no-deps --no-build-isolation --editable .)
	@touch $@

.venv/.dev: .venv/.runtime requirements-dev.txt
	@$(call install,--require-hashes -r requirements-dev.txt)
	@touch $@

chromium:
	@for name in chromium chromium-browser google-chrome google-chrome-stable; do \
		if command -v $$name >/dev/null; then exit 0; fi; done; \
	install="apt-get install -y --no-install-recommends chromium fonts-noto-color-emoji"; \
	if [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then \
		echo "Las pruebas usan Chromium. Instálelo así y repita: sudo $$install"; exit 1; fi; \
	echo "Instalo Chromium para las pruebas."; \
	log=$$(mktemp); export DEBIAN_FRONTEND=noninteractive; \
	if { apt-get update && $$install; } >"$$log" 2>&1; then rm -f "$$log"; else cat "$$log"; rm -f "$$log"; exit 1; fi
