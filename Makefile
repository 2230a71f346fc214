# The front desk: CI and people call the same targets. "make help" lists them.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

GO         ?= go
ARGS       ?=
WITH       ?=
DOCS       ?= 200000
BUILDFLAGS := -trimpath -buildvcs=false -ldflags='-s -w'
TOOL       := $(GO) tool -modfile=tools/go.mod
DEVSERVER  := bin/mingfa-devserver

# Absolute, because tests run in the folder of their package.
export MINGFA_DEVSERVER := $(CURDIR)/$(DEVSERVER)

.PHONY: help deps test-deps build binary run demo test unipdf check deadcode generate golden history verdicts torture bench bench-pdf bench-portal bench-register screens clean hsm

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

deps: ## install what is missing on this machine (PostgreSQL programs, Chinese fonts); WITH=office adds LibreOffice
	@WITH='$(WITH)' scripts/deps.sh

test-deps:
	@MINGFA_DEPS=test scripts/deps.sh

build: binary $(DEVSERVER) ## bin/mingfa and bin/mingfa-devserver

# Go's own cache decides what is compiled again; asking it costs a second.
binary:
	CGO_ENABLED=0 $(GO) build $(BUILDFLAGS) -o bin/mingfa ./cmd/mingfa

# The Temporal server takes minutes when the cache is cold, so it is asked for
# only when its own sources or its dependencies have changed.
$(DEVSERVER): devserver/go.mod devserver/go.sum $(wildcard devserver/*.go)
	@echo "building the embedded Temporal server; the first time takes some minutes"
	cd devserver && CGO_ENABLED=0 $(GO) build $(BUILDFLAGS) -o ../$(DEVSERVER) .

hsm: ## bin/mingfa-hsm, which signs with a key in a PKCS#11 token; needs a C compiler
	cd hsm && CGO_ENABLED=1 $(GO) build $(BUILDFLAGS) -o ../bin/mingfa-hsm .

run: deps build ## start everything on this machine; ARGS="…" are passed on
	bin/mingfa dev $(ARGS)

demo: deps build ## the guided tour with made-up documents; ARGS="…" are passed on
	bin/mingfa demo $(ARGS)

test: test-deps build ## all tests, with real PostgreSQL, Temporal and browser
	CGO_ENABLED=1 $(GO) test -race -timeout 30m ./...
	cd devserver && CGO_ENABLED=0 $(GO) vet -trimpath .
	cd hsm && CGO_ENABLED=1 $(GO) vet .

unipdf: ## bin/mingfa-unipdf, the optional engine (a commercial library; does nothing without a licence), and its tests
	cd engines/unipdf && CGO_ENABLED=0 $(GO) build $(BUILDFLAGS) -o ../../bin/mingfa-unipdf . && $(GO) vet . && $(GO) test -count=1 .

verdicts: ## what LibreOffice, poppler and qpdf say of sealed, marked and forged files
	@MINGFA_DEPS=test WITH=office scripts/deps.sh
	$(GO) test -tags office -run 'Test(OfficeVerdict|PopplerVerifiesTheSignatures|QPDFFindsNothingDamaged)$$' -count=1 -v ./internal/pdf

torture: test-deps binary ## every operation over files as programs, media and people make them, in child processes with limits
	@dir=$$(mktemp -d) && trap 'rm -rf "$$dir"' EXIT && $(GO) test -run 'TestTortured$$' -count=1 ./internal/pdf -keep "$$dir" && bin/mingfa pdf torture --qpdf $(ARGS) "$$dir"

check: ## formatting, vet, linters, determinism of workflows, generated files
	@out=$$($(TOOL) gofumpt -l $$(git ls-files '*.go')); \
		if [ -n "$$out" ]; then echo "run gofumpt on:"; echo "$$out"; exit 1; fi
	$(GO) vet ./...
	$(TOOL) golangci-lint run ./...
	$(TOOL) workflowcheck ./workflows/...
	$(MAKE) generate
	@test -z "$$(git status --porcelain docs)" || { git status --short docs; echo "commit the generated documents"; exit 1; }

deadcode: ## functions that nothing reaches
	$(TOOL) deadcode -test ./...

generate: ## write the documents that are made from the source: states, procedures, permissions, OpenAPI, heads of the rules
	$(GO) run ./cmd/mingfa docs

golden: ## rewrite the expected files of the golden tests; review the difference
	$(GO) test $$(grep -rl --include='*_test.go' 'flag.Bool("update"' . | xargs -r -n1 dirname | sort -u) -update

history: $(DEVSERVER) ## record one workflow history a path for the replay tests
	$(GO) test ./workflows -run TestRecord -count=1 -record

bench-register: ## search and inbox over DOCS made-up documents
	MINGFA_BENCH_DOCS=$(DOCS) $(GO) test ./internal/store -run '^$$' -bench 'Find|Inbox' -benchtime 100x -timeout 90m

screens: test-deps build ## pictures of workbench, portal and PDF forms for docs/screens; look at them
	rm -f docs/screens/bench-*.png docs/screens/portal-*.png
	E2E_SHOTS=$(CURDIR)/docs/screens $(GO) test ./e2e -run 'Test(Workbench|Portal)Screens$$' -count=1
	FORMS_SHOTS=$(CURDIR)/docs/screens $(GO) test -tags pictures ./internal/pdf -run 'TestPictures$$' -count=1

bench: build ## benchmarks
	$(GO) test -run '^$$' -bench . -benchmem ./...

bench-pdf: binary ## marking and verifying large PDF files, beside qpdf, pdfcpu and plain copies
	$(GO) build -modfile=tools/go.mod -o bin/pdfcpu github.com/pdfcpu/pdfcpu/cmd/pdfcpu
	$(GO) test -tags speed -run 'TestPeakSpeed$$' -count=1 -v -timeout 20m ./internal/pdf
	$(GO) test -tags speed -run 'Test(Typeset)?Speed$$' -count=1 -v -timeout 20m ./internal/pdf

bench-portal: ## the portal over DOCS made-up documents, beside nginx where there is one
	MINGFA_BENCH_DOCS=$(DOCS) $(GO) test ./internal/cli -run '^$$' -bench Portal -benchtime 1x -timeout 90m

clean: ## remove what was built; data stay
	rm -rf bin coverage.out
