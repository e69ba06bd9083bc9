# make demo and make test need the Go toolchain alone; the other targets
# install what they need into .tools, which git ignores.
GO ?= go
LINT := .tools/bin/golangci-lint
LINT_VERSION := v2.15.0
FUNCTIONS := $(notdir $(patsubst %/,%,$(wildcard functions/*/)))
LDFLAGS := -s -w -buildid=
# What waits for the network or for a reader is not inlined, which takes 1.0 MB off the
# desk: the SDK and our stores on it, what writes workbooks, reads mail and YAML, signs in, and the pages.
UNINLINED := net html text log mime vendor crypto/tls crypto/x509 encoding/gob golang.org/x github.com/aws github.com/go-jose github.com/goccy \
	github.com/jhillyerd github.com/olekukonko github.com/xuri $(addprefix example.com/immex/shared/,cloud store web)
GCFLAGS := $(foreach p,$(UNINLINED),-gcflags '$(p)/...=-l')
FUZZTIME ?= 20s
# Lint, the tests and the tools are built without C, as what is released and
# deployed is: the packages are compiled once for all of them. The functions that are
# deployed are compiled apart, for their own machine and with GCFLAGS. Lint vets; the
# tests do not do it again.
# The race detector needs a C compiler; without one the tests run all the same
RACE := $(filter 1,$(shell $(GO) env CGO_ENABLED))
# the real documents, when they stand beside the repository
CORPUS := $(or $(IMMEX_CORPUS),$(patsubst %/README.md,%,$(abspath $(wildcard ../shared/corpus/README.md))))

.PHONY: demo run test test-aws test-web lint vulnerabilities bench load starts fuzz build validate papers immex scoreboard robust

demo: ## the whole way with a made-up company
	@rm -rf immex-demo
	@$(GO) run ./shared/cmd/immex demo --out immex-demo $(if $(LANG_EN),--lang en)

run: ## watch ./immex-data/inbox, the desk on 127.0.0.1:8080
	$(GO) run ./shared/cmd/immex run

immex: ## the command line, for this machine
	CGO_ENABLED=0 $(GO) build -trimpath -o immex ./shared/cmd/immex

test test-aws: export GORACE := atexit_sleep_ms=0 # no second of waiting at the end of every child process
test: ## all tests in random order, then under the race detector, where it can be had, those of what runs at once
	CGO_ENABLED=0 $(GO) test -vet=off -shuffle=on -timeout 20m ./...
	$(if $(RACE),GO="$(GO)" infra/race.sh)

test-aws: ## the AWS adapters and bootstraps against local stand-ins
	infra/test-aws.sh

test-web: ## every screen of the desk in a browser, in both languages, at two widths
	infra/test-web.sh

lint: $(LINT)
	CGO_ENABLED=0 $(LINT) run ./...
	$(LINT) fmt --diff ./...

$(LINT):
	CGO_ENABLED=0 GOBIN=$(CURDIR)/.tools/bin GOFLAGS= $(GO) install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)

vulnerabilities: ## govulncheck over everything, where its database can be reached
	GO="$(GO)" infra/vulnerabilities.sh

scoreboard: export IMMEX_CORPUS := $(CORPUS)
scoreboard: ## all invented documents and mutants through the readers; UPDATE=-update rewrites the expected counts, UPDATE="-second -one-in 20" reads a part with both PDF engines
	$(GO) test ./shared/scoreboard -v -count=1 -timeout 180m -full $(UPDATE)

robust: ## every hostile document, a process each: crashes, time and memory
	GO="$(GO)" infra/robust.sh

bench: export IMMEX_CORPUS := $(CORPUS)
bench: ## every benchmark once or more, with its ratios, and what DynamoDB would cost; BENCH=-short leaves out the largest histories
	$(GO) test -run '^$$' -bench . -benchmem -timeout 60m $(BENCH) ./...
	GO="$(GO)" infra/bench-aws.sh

load: ## IMMEX_LOAD mixed documents (5,000) through the bootstraps, by one and by eight functions of each kind: throughput, time and memory per function, equal books
	IMMEX_LOAD=$(or $(IMMEX_LOAD),5000) infra/emulators.sh $(GO) test -count=1 -v -timeout 120m -run BooksWhateverTheDelivery ./shared/cloud/e2e

starts: ## how long each function takes to start here, by the in-test Runtime API
	$(GO) test -run '^$$' -bench BenchmarkStart -benchtime 10x ./shared/cloud/e2e

fuzz: ## every fuzz target for FUZZTIME
	GO="$(GO)" FUZZTIME=$(FUZZTIME) infra/fuzz.sh

build: $(FUNCTIONS:%=build/%/bootstrap) ## every function for arm64 Lambda, reproducible, with what each weighs
	infra/sizes.sh

build/%/bootstrap: FORCE
	CGO_ENABLED=0 GOOS=linux GOARCH=arm64 $(GO) build -trimpath -buildvcs=false -tags lambda.norpc $(GCFLAGS) -ldflags '$(LDFLAGS)' -o $@ ./functions/$*

# sam build calls build-<Verb>Function with ARTIFACTS_DIR.
build-%Function:
	CGO_ENABLED=0 GOOS=linux GOARCH=arm64 $(GO) build -trimpath -buildvcs=false -tags lambda.norpc $(GCFLAGS) -ldflags '$(LDFLAGS)' \
		-o "$(ARTIFACTS_DIR)/bootstrap" ./functions/$(shell echo $* | tr A-Z a-z)

validate: build ## template, state machine and what sam builds, without credentials
	GO="$(GO)" infra/validate.sh

papers: ## PDF, XLSX and page of the made-up company in qpdf, poppler, LibreOffice and Chromium, where they are here
	GO="$(GO)" infra/papers.sh

FORCE:
