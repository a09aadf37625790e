# Builds and checks Tertial. `make help` lists the targets.
#
# Needs Go, Node with npm, git and make. What else the tests need, `make test`
# installs (as root or with sudo, on Debian) or names.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

# Nothing here needs a C compiler; `make race` alone turns cgo on. Whatever calls
# go gives it the same flags: with others, it would compile everything once more.
export CGO_ENABLED ?= 0
export GOFLAGS := $(shell go env GOFLAGS) -trimpath

# Least share of the product's statements that the tests must run, in percent.
COVERAGE ?= 85
# How long `make fuzz` spends on each fuzz test.
FUZZTIME ?= 20s
# Packages that exist to test the others; they do not count in the coverage.
SUPPORT := archtest|bench|browsertest|e2e|golden|sitecheck|testpublish|testsite

TOOL := go tool -modfile=internal/tools.mod

# npm's files that the tool embeds. They are copied, never committed, so that
# go build finds them where go:embed looks; see the README in each folder.
SANS  := node_modules/@fontsource/source-sans-3
SERIF := node_modules/@fontsource/source-serif-4
CHART := internal/chart/assets
FONTS := layouts/assets/fonts
ASSETS := \
  $(CHART)/echarts.min.js \
  $(CHART)/echarts.LICENSE $(CHART)/echarts.NOTICE $(CHART)/zrender.LICENSE $(CHART)/tslib.LICENSE \
  $(CHART)/source-sans-3.LICENSE \
  $(CHART)/source-sans-3-latin-400-normal.woff \
  $(CHART)/source-sans-3-latin-600-normal.woff \
  layouts/assets/tertial.js layouts/assets/search.js \
  $(FONTS)/source-sans-3.LICENSE \
  $(FONTS)/source-sans-3-latin-400-normal.woff2 \
  $(FONTS)/source-sans-3-latin-600-normal.woff2 \
  $(FONTS)/source-serif-4.LICENSE \
  $(FONTS)/source-serif-4-latin-600-normal.woff2

.PHONY: all build tool assets test test-long lighthouse servers race lint fmt golden fuzz bench hooks clean distclean help need

all: build

build: tool ## the tool bin/tertial and the site public/ (the default)
	bin/tertial build

tool: assets ## the tool bin/tertial alone
	@mkdir -p bin
	go build -o bin/tertial ./cmd/tertial

assets: $(ASSETS) ## npm's packages, and their files that the tool embeds

node_modules/.stamp: package.json package-lock.json .npmrc
	npm ci
	@touch $@

# One copy a line; $(call copy,TARGET,SOURCE). -p would keep npm's old times and
# make would copy again, so the time is that of the copy.
define copy
$(1): node_modules/.stamp
	@mkdir -p $$(@D)
	@cp $(2) $$@
endef
# Of ECharts only the parts that the charts need: half the size, and quicker to
# load and to draw with.
$(CHART)/echarts.min.js: internal/chart/assets.src/echarts.js node_modules/.stamp
	@mkdir -p $(@D)
	$(TOOL) esbuild $< --bundle --minify --format=iife --target=es2020 --log-level=warning \
	  --define:process.env.NODE_ENV='"production"' --outfile=$@

# Scripts of our own: comfort, small enough to come with every page, and the search.
layouts/assets/%.js: layouts/assets.src/%.js
	$(TOOL) esbuild $< --minify --target=es2021 --charset=utf8 --log-level=warning --outfile=$@

$(eval $(call copy,$(CHART)/echarts.LICENSE,node_modules/echarts/LICENSE))
$(eval $(call copy,$(CHART)/echarts.NOTICE,node_modules/echarts/NOTICE))
$(eval $(call copy,$(CHART)/zrender.LICENSE,node_modules/zrender/LICENSE))
$(eval $(call copy,$(CHART)/tslib.LICENSE,node_modules/tslib/LICENSE.txt))
$(eval $(call copy,$(CHART)/source-sans-3.LICENSE,$(SANS)/LICENSE))
$(eval $(call copy,$(FONTS)/source-sans-3.LICENSE,$(SANS)/LICENSE))
$(eval $(call copy,$(FONTS)/source-serif-4.LICENSE,$(SERIF)/LICENSE))
$(eval $(call copy,$(CHART)/%.woff,$(SANS)/files/$$*.woff))
$(eval $(call copy,$(FONTS)/source-sans-3-%.woff2,$(SANS)/files/source-sans-3-$$*.woff2))
$(eval $(call copy,$(FONTS)/source-serif-4-%.woff2,$(SERIF)/files/source-serif-4-$$*.woff2))

need:
	@.ci/need

test: assets need ## unit, script and browser tests, and their coverage
	@mkdir -p .cache
	go vet ./...
	cover=$$(go list ./internal/... | grep -vE '/($(SUPPORT))(/|$$)' | paste -sd,); \
	  .ci/tests -count=1 -vet=off -timeout 40m -coverprofile=.cache/cover.out -coverpkg="$$cover" ./...
	@go tool cover -func=.cache/cover.out | awk -v least=$(COVERAGE) \
	  '/^total:/ { share = $$3 + 0; print "coverage of internal/: " $$3; exit share < least }' \
	  || { echo "less than $(COVERAGE) %: go tool cover -func=.cache/cover.out" >&2; exit 1; }

test-long: assets need .cache/versitygw ## everything of make test, what takes too long for it (files tagged "long"), pictures in .cache/screens/
	.ci/tests -count=1 -timeout 80m -tags long ./...

# Apart from the other packages: npm ci cannot install it from a lock.
.cache/lighthouse/.stamp: .ci/lighthouse/package.json
	@mkdir -p $(@D)
	cp $< $(@D)/
	cd $(@D) && npm install --ignore-scripts --no-package-lock
	@touch $@

lighthouse: assets need .cache/lighthouse/.stamp ## Lighthouse on each kind of page that readers come to first: 100 in everything
	go test -count=1 -timeout 40m -tags lighthouse -run '^TestLighthouse$$' -v ./internal/e2e

# The S3 server that deployments are tried with: built from a list of modules of
# its own, since nothing else needs them. It takes a minute and a half, once.
.cache/versitygw: internal/s3server.mod internal/s3server.sum
	@mkdir -p $(@D)
	go build -modfile=internal/s3server.mod -ldflags='-s -w' -o $@ github.com/versity/versitygw/cmd/versitygw

servers: assets ## the examples in docs/servers, with nginx and Caddy
	@.ci/need-servers
	.ci/tests -count=1 -timeout 20m -tags servers -run 'TestNginx|TestCaddy' ./internal/e2e

race: assets need ## all tests with the race detector (needs a C compiler)
	CGO_ENABLED=1 .ci/tests -race -timeout 40m ./...

lint: ## gofumpt, go vet and golangci-lint, which must find nothing
	@bad=$$($(TOOL) gofumpt -l .); [ -z "$$bad" ] || { echo "run make fmt:" $$bad >&2; exit 1; }
	go vet ./...
	go vet -tags long ./...
	go vet -tags servers ./internal/e2e
	$(TOOL) golangci-lint run ./...

fmt: ## format the Go code as make lint wants it
	$(TOOL) gofumpt -w .

golden: assets ## write the golden files anew from what the code does now
	pkgs=$$(git grep --untracked -l '"tertial/internal/golden"' -- '*_test.go' | xargs -r -n1 dirname | sort -u | sed 's|^|./|'); \
	  [ -z "$$pkgs" ] || go test -count=1 $$pkgs -update

fuzz: assets ## each fuzz test for FUZZTIME (20s)
	{ git grep --untracked -oE '^func Fuzz[A-Za-z0-9_]*' -- '*_test.go' || true; } | while IFS=: read -r file f; do \
	  echo "$$file $${f#func }"; \
	  go test -run '^$$' -fuzz "^$${f#func }$$" -fuzztime $(FUZZTIME) "./$$(dirname "$$file")"; \
	done

# Two halves: Go's benchmarks beside the code they measure, and the comparison
# with other programs, a main package in internal/bench that is run when it is
# there. It is given nothing and finds hugo and node on the PATH itself.
bench: tool ## the benchmarks, and the comparison with Hugo and with ECharts in Node
	go test -run '^$$' -bench . -benchmem ./...
	@if [ -f internal/bench/main.go ]; then go run ./internal/bench; fi

hooks: ## let git run .githooks before every commit
	git config core.hooksPath .githooks

clean: ## remove what was built: bin/, public/, .cache/
	rm -rf bin .cache
	find public -mindepth 1 ! -path public/.gitignore -delete

distclean: clean ## remove also what was fetched: node_modules/ and the embedded files
	rm -rf node_modules $(ASSETS)

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-10s %s\n", $$1, $$2 }' Makefile
