# Everything starts here. Each target sets up what it needs; a second run starts at once.
.PHONY: help setup demo test check test-parser test-cluster fuzz bench bench-press messages lock

help:
	@echo "make demo    set up, play two whole cycles, verify them, serve the site (ARGS=--no-serve to stop there)"
	@echo "make test    set up, then every check: lint, types, import rules, tests on both databases, journeys"
	@echo "make check   set up, then only the quick checks: lint, types, import rules"
	@echo "make test-parser  the tests of the optional parser, in an environment of their own"
	@echo "make test-cluster  polls checked on a Dask scheduler with two workers, in an environment of their own"
	@echo "make fuzz    the long search for bytes that a decoder of the secret poll cannot take (ten minutes for each target)"
	@echo "make bench   set up, then the measurements of docs/benchmarks.md; make bench-press for one of them"
	@echo "make setup   the virtual environment, locked packages and missing system packages"
	@echo "make messages bring the translations' catalogues up to date with the sources, and compile them"
	@echo "make lock    write the lock files anew from requirements*.in and package.json"

setup:
	@tools/setup

demo: setup
	@.venv/bin/hustings demo $(ARGS)

test: setup
	@tools/test

check: setup
	@tools/test check

test-parser: setup
	@tools/test-parser

test-cluster: setup
	@tools/test-cluster

fuzz: setup
	@tools/fuzz $(ARGS)

bench: setup
	@for each in tests/bench/bench_*.py; do $(MAKE) --no-print-directory "bench-$$(basename "$$each" .py | cut -d_ -f2-)"; done

bench-press: setup # with the optional parser beside it
	@tools/test-parser python -m tests.bench.bench_press

bench-%: setup
	@.venv/bin/python -m tests.bench.bench_$*

messages: setup
	@.venv/bin/python -m tests.house.messages
	@tools/setup

lock:
	@tools/lock
