# What a developer runs. Each target says in one line what it does: `make` lists them.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup build test test-crash test-load test-install demo lint format bench
.PHONY: bench-idle release install deb clean

sources := Package.swift $(wildcard Sources Tests bench)
# Hundreds of tests at once, each with its own servers, would only wait for each other.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH ?= 8
# Each suite that measures how long something waits runs when nothing else does.
alone := IdleLatencyTests BatchLatencyTests WriteLoadTests
# Where `make install` puts things: PREFIX=/usr/local, DESTDIR= and UNITDIR=$PREFIX/lib/systemd/system.
export PREFIX DESTDIR UNITDIR

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | \
	  while IFS='|' read -r name text; do printf '  make %-13s%s\n' "$$name" "$$text"; done

setup: ## install with apt what is missing (needs root or sudo)
	@scripts/setup

build: setup ## build everything, tests too
	swift build --build-tests

test: build ## run the whole suite
	scripts/run-tests --skip '$(subst $() ,|,$(alone))'
	for suite in $(alone); do scripts/run-tests --filter $$suite || exit; done

test-load: build ## load the store for an hour, send more notices: MINICRM_LOAD_SECONDS=3600, MINICRM_LOAD_NOTICES=2000
	MINICRM_LOAD_SECONDS=$${MINICRM_LOAD_SECONDS:-3600} scripts/run-tests --filter 'ConcurrencyTests|WriteLoadTests'
	MINICRM_LOAD_NOTICES=$${MINICRM_LOAD_NOTICES:-2000} scripts/run-tests --filter RemindLoadTests

test-crash: build ## kill the program in many more rounds: MINICRM_CRASH_ROUNDS=50, MINICRM_MODEL_RUNS=1000
	MINICRM_MODEL_RUNS=$${MINICRM_MODEL_RUNS:-1000} scripts/run-tests --filter MailboxModelTests
	MINICRM_CRASH_ROUNDS=$${MINICRM_CRASH_ROUNDS:-50} scripts/run-tests --filter CrashTests

demo: setup ## show the product on private mail servers
	swift build --product minicrm
	@scripts/demo

lint: ## check the format of all sources
	swift format lint --strict --recursive --parallel $(sources)

format: ## format all sources
	swift format --in-place --recursive --parallel $(sources)

bench: ## measure all that bench/README.md tells of; it has the variables, too
	@scripts/setup bench
	swift build --configuration release --product minicrm-bench
	swift build --configuration release --product minicrm
	for part in mime log lists imports commits reminders intake growth start steady pages; do \
	  .build/release/minicrm-bench $$part || exit 1; \
	done

bench-idle: release ## measure what the daemons cost when idle: MINICRM_IDLE_SECONDS=600
	bench/idle

release: setup ## build the program as it is installed, the Swift runtime linked in
	scripts/build-release

install: ## put what `make release` built in place: PREFIX=/usr/local, DESTDIR=
	@scripts/install

deb: ## make the Debian package, and the one of its debug symbols, in dist/
	@scripts/setup package
	@scripts/package

test-install: deb ## install the package on a Debian booted for it, and try all of it (needs root)
	@scripts/setup machine
	@scripts/test-install

clean: ## remove what was built
	swift package clean
	rm -rf .build-release dist
