# The commands of everyday work; .ci/run calls the same ones. Nobody needs make to use the library or to run its tests.
PYTHON ?= $(if $(wildcard .venv/bin/python),.venv/bin/python,python3)
PACKAGE := sinouk_innov
# Pyright finds libraries by the `python` that comes first, whatever else it is told.
PYRIGHT = PATH="$$($(PYTHON) -c 'import sysconfig; print(sysconfig.get_path("scripts"))'):$$PATH" $(PYTHON) -m pyright
LOCKS := test check docs bench build node citation lock

.DEFAULT_GOAL := help
.PHONY: help setup check test docs tables bench build lock clean

help:
	@echo 'make setup    an environment in .venv with all that the rest needs'
	@echo 'make check    style, types and layers'
	@echo 'make test     tests and doctests, with branch coverage'
	@echo 'make docs     the documentation, into site/'
	@echo 'make tables   the pages that are made from the data, anew'
	@echo 'make bench    speed and size as ratios'
	@echo 'make build    sdist, and the wheel made from it, into dist/'
	@echo 'make lock     newest versions of the development dependencies into requirements/'
	@echo 'make clean    without what the others made'

setup:
	python3 -m venv .venv
	.venv/bin/pip install -r requirements/test.txt -r requirements/check.txt -r requirements/docs.txt \
		-r requirements/bench.txt -r requirements/build.txt
	.venv/bin/pip install --no-deps --editable .

check:
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m mypy
	$(PYRIGHT)
	$(PYRIGHT) --verifytypes $(PACKAGE) --ignoreexternal
	$(PYTHON) -c 'import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))'

test:
	$(PYTHON) -m pytest -n auto --cov --cov-report=term

docs:
	NO_MKDOCS_2_WARNING=1 $(PYTHON) -m mkdocs build --strict

# The tables in the README and in the reference that are made from the data, and the schemas and pages made from the model.
tables:
	$(PYTHON) -m sinouk_innov.export.overview

bench:
	$(PYTHON) benchmarks/run.py

build:
	rm -rf dist
	$(PYTHON) -m build --no-isolation

# Versions that suit one another: each file is held to those before it. Citations are checked in an environment of their
# own, since cffconvert wants an old jsonschema.
lock:
	rm -rf build/lock
	python3 -m venv build/lock
	build/lock/bin/pip install --require-hashes -r requirements/lock.txt
	held=; for name in $(LOCKS); do \
		case $$name in citation|lock) held=;; esac; \
		build/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-header --no-annotate --strip-extras \
			$$held requirements/$$name.in --output-file requirements/$$name.txt || exit 1; \
		held="$$held --constraint requirements/$$name.txt"; \
	done

clean:
	rm -rf build dist site htmlcov .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
