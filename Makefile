# The commands of the README. Everything runs with the Node.js that the project pins; make and npm are what has to be
# there, and Go where the sandbox builds what it cannot download.

.DEFAULT_GOAL := help
.PHONY: help up down test check setup install

# Named after what is installed: another package-lock.json is another file, which is not there yet.
installed := node_modules/.installed-$(shell cksum < package-lock.json | tr -d ' ')

help: ## lists these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

up: install ## brings up the sandbox and the dev stack in it, and prints the outputs
	@npm run -s sandbox -- up

down: install ## destroys dev and stops everything that make up started
	@npm run -s sandbox -- down

test: setup ## runs every test
	@npm run -s test

check: install ## format, lint, types, and whether the generated files are up to date
	@npm run -s format:check
	@npm run -s lint
	@npm run -s types
	@npm run -s generate:check

setup: install ## builds and fetches what the sandbox needs, and starts nothing
	@npm run -s sandbox -- setup

install: $(installed)

$(installed):
	@command -v npm >/dev/null || { echo "npm is not installed: install Node.js 22.18 or newer, which brings it" >&2; exit 1; }
	@npm --version | awk -F. '{ old = $$1 < 10 || ($$1 == 10 && $$2 < 9); if (old) print "npm " $$0 " is too old: install npm 10.9 or newer (npm install -g npm)"; exit old }' >&2
	@echo "Installing the packages of package-lock.json" >&2
	@npm ci --loglevel=error
	@touch $@
