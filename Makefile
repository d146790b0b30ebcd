# The commands of the house. Each installs what it needs by itself (scripts/install).

.DEFAULT_GOAL := help
.PHONY: help demo test lint rust-tests e2e interop assets faults bench fuzz lint-otel new-service update

# Where rustup puts cargo, also in a shell that has not been opened anew since.
export PATH := $(HOME)/.cargo/bin:$(PATH)
PORT ?= 8080
ROUNDS ?= 10
E2E = $(wildcard e2e/*.test.mjs)

help: ## what there is to run
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

demo: install-demo assets ## build and start the portal with synthetic people on http://127.0.0.1:8080
	cargo build --bin helsevei
	target/debug/helsevei demo --port $(PORT) $(if $(DATA),--data $(DATA))

test: install-test assets lint rust-tests e2e interop faults-once ## everything: house rules, tests on both databases, browser

lint: ## format, clippy, house rules
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --quiet -- -D warnings
	cargo run --quiet --package xtask -- tidy

rust-tests: ## tests on SQLite and PostgreSQL, with the drift check of docs/generated
	scripts/with-postgres scripts/rust-tests

e2e: assets ## a citizen's errands in a browser
	cargo build --workspace --bin helsevei
	rm -rf target/e2e-html
	$(if $(E2E),node --test $(E2E) && node e2e/valid_html.mjs)

interop: install-test ## other people's FHIR clients and validators against the API
	cargo build --workspace --bin helsevei
	node --test $(wildcard interop/*.test.mjs)

assets: install-demo ## style sheets, scripts and font, bundled and hashed
	npm run --silent assets

faults: install-faults assets ## kill, cut off, fill the disk, turn the clock: ROUNDS=10, NAMES="kill disk" (faults/README.md)
	cargo build --workspace --bins
	scripts/with-postgres --durable target/debug/faults --rounds $(ROUNDS) $(NAMES)

faults-once: ROUNDS = 1
faults-once: faults

bench: install-bench assets ## measure (many minutes); bench/README.md says how to read it
	cargo build --release --bin helsevei --bin bench
	scripts/with-postgres --durable target/release/bench
	PATH=$(PATH):/usr/sbin target/release/bench open

fuzz: ## throw nonsense at the parsers, TIME seconds each (20); by libFuzzer where nightly Rust is, else on stable
	fuzz/run $(or $(TIME),20)

lint-otel: ## the build with OpenTelemetry, which `make test` leaves out: clippy and its test
	cargo clippy --package portal --features otel --all-targets --quiet -- -D warnings
	cargo test --package portal --features otel --quiet traces

new-service: ## NAME=…: scaffold a service that compiles, passes the tests and shows in the overview
	@test -n "$(NAME)" || { echo "make new-service NAME=referrals (a plural noun in snake_case)"; exit 2; }
	cargo run --quiet --package xtask -- new-service $(NAME)
	cargo run --quiet --package xtask -- update

update: ## write docs/generated anew
	cargo run --quiet --package xtask -- update

install-%:
	@scripts/install $*
