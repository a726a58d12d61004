# Each target is one line that calls a tool. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help setup demo up down javascript test lint bench chaos contracts lock clean

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

setup: ## Install what is missing: packages, .venv (quick when nothing is)
	@deploy/local/setup

demo: setup ## Play a school year through the four services, and end
	@.venv/bin/essaim demo

up: setup ## Start the suite in the background; print addresses and tokens
	@.venv/bin/essaim up --detach

down: ## Stop it; its data stays in .essaim
	@test ! -x .venv/bin/essaim || .venv/bin/essaim down

javascript: setup ## Install node and the packages of the JavaScript example
	@deploy/local/javascript

test: setup javascript ## Run every test that needs no Docker
	@.venv/bin/pytest

lint: setup ## ruff, mypy, import-linter
	@deploy/local/lint

bench: setup ## Measure, against floors and against others
	@deploy/local/bench && .venv/bin/python -m tests.bench

chaos: setup ## Break everything for long, and count
	@.venv/bin/python -m tests.chaos

contracts: setup ## Write the schemas and the catalogue of events anew
	@.venv/bin/essaim contracts write

lock: setup ## Pin requirements.in with hashes
	@deploy/local/lock

clean: down ## Stop, and remove data, environment and caches
	@rm -rf .essaim .venv .venv-bench demo-output .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
