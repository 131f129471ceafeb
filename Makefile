# make demo   build, and try the program on a small site of its own
# make test   build, and run the unit tests and those of the main job, which takes about a minute
# make check  what CI runs: format, lint, build, all tests
# make browser-test   look at proof sheets in headless Chromium, one of 100,000 entries too
# make browser-sizes   hold the sizes of all fixtures and real images against those that Chromium and Firefox show
# make fuzz RUNS=100000 TARGETS="probe-png decode-png"   feed the parsers and decoders with damaged images and records
# make crash RUNS=100 MODES="kills faults"   kill it and fail it at every call that changes files
# make docs   build the documentation of the library with docc, and demand that all of it is documented
# make reference   write the pages of docs/reference that are made of what the program says of itself
# make install PREFIX=/usr/local   build for speed; install the program, its manual pages and completions for shells
# make uninstall PREFIX=/usr/local   remove these
# make package   build for speed; make what a release has for this system, in .build/package

SWIFT ?= swift
# SwiftPM looks for the optional libraries only when it evaluates the manifest, which it does again where the environment
# has changed. So it has to change with what is installed.
HEADERS = webp/demux.h avif/avif.h libdeflate.h mimalloc.h
FOUND = $$(for header in $(HEADERS); do \
	ls -d /usr/include/$$header /usr/include/*/$$header /usr/local/include/$$header /opt/homebrew/include/$$header; \
	done 2>/dev/null | tr '\n' ' ')
SWIFTPM = PROOFSHEET_FOUND="$(FOUND)" $(SWIFT)
PREFIX ?= /usr/local
SOURCES = Package.swift Sources Tests Benchmarks
# A target may use only what the manifest says it depends on.
BUILD_FLAGS = --explicit-target-dependency-import-check error

.PHONY: demo test test-all check browser-test browser-sizes fuzz crash docs reference lint format build packages install \
	install-files uninstall package clean

demo: packages
	$(SWIFTPM) build $(BUILD_FLAGS) --product proofsheet
	"$$($(SWIFTPM) build $(BUILD_FLAGS) --show-bin-path)/proofsheet" demo

# Without a bound, all tests start at once, and each of their servers holds a thread.
TEST = SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=$(TESTS_AT_ONCE) $(SWIFTPM) test $(BUILD_FLAGS) --disable-xctest
TESTS_AT_ONCE ?= 16
# What takes long, or needs programs of others. With PROOFSHEET_TESTS=main, fewer cases are drawn by lot.
LEFT_OUT = --skip '^EndToEndTests\.(?!MainJobTests)' --skip '^DecodingTests\.RealImageTests'
test: packages
	@PROOFSHEET_TESTS=main $(TEST) $(LEFT_OUT) && status=0 || status=$$?; \
	echo "Not run: the end-to-end tests but those of the main job, real images beside the checkout, and seven of eight"; \
	echo "of the cases that are drawn by lot. 'make check' runs all tests."; \
	exit $$status

test-all: packages
	$(TEST)

check: export PROOFSHEET_WARNINGS = errors
check: packages lint build
	$(MAKE) test-all

# Of an optimised build, since it measures.
browser-test: packages
	@.ci/packages browser
	$(SWIFTPM) build $(BUILD_FLAGS) --configuration release --product proofsheet
	/usr/bin/env python3 Tests/Browser/proof_sheet.py --longest-task 200 --program \
		"$$($(SWIFTPM) build $(BUILD_FLAGS) --configuration release --show-bin-path)/proofsheet"

# With RECORD=yes, what the browsers say of the fixtures is written to Tests/Fixtures/browsers.tsv.
browser-sizes: packages
	@.ci/packages browser
	$(SWIFTPM) build $(BUILD_FLAGS) --product proofsheet
	/usr/bin/env python3 Tests/Browser/image_sizes.py $(if $(RECORD),--record) --program \
		"$$($(SWIFTPM) build $(BUILD_FLAGS) --show-bin-path)/proofsheet"

# All targets, where none is named. It needs clang and Swift's own libFuzzer.
RUNS ?= 100000
fuzz: packages
	Tests/Fuzzing/run $(RUNS) $(TARGETS)

# All modes, where none is named. It needs python3 and a C compiler.
crash: RUNS = 100
crash: packages
	$(SWIFTPM) build $(BUILD_FLAGS) --product proofsheet
	PROOFSHEET="$$($(SWIFTPM) build $(BUILD_FLAGS) --show-bin-path)/proofsheet" Tests/Crash/run $(RUNS) $(MODES)

# It needs python3. The environment of the build, so that the next one builds nothing anew.
docs: packages
	SWIFT="$(SWIFT)" PROOFSHEET_FOUND="$(FOUND)" .ci/docs

reference: packages
	$(SWIFTPM) build $(BUILD_FLAGS) --product proofsheet
	"$$($(SWIFTPM) build $(BUILD_FLAGS) --show-bin-path)/proofsheet" generate-reference docs/reference

lint:
	$(SWIFT) format lint --strict --recursive $(SOURCES)
	@.ci/lint-page

format:
	$(SWIFT) format --in-place --recursive $(SOURCES)

build: packages
	$(SWIFTPM) build $(BUILD_FLAGS) --build-tests

# The system libraries that the build needs; does nothing where they are there.
packages:
	@.ci/packages

# With Swift's own libraries inside, the program runs where no toolchain is, and takes less memory. It does without the
# data of ICU and its own symbols, and does not tell where it was built; hashes of the compiler would differ each time.
INSTALL_FLAGS ?= --configuration release --static-swift-stdlib -Xcc -ffile-prefix-map=$(CURDIR)=. \
	-Xswiftc -file-prefix-map -Xswiftc $(CURDIR)=. -Xswiftc -gnone -Xswiftc -use-ld=lld \
	-Xswiftc -Xfrontend -Xswiftc -disable-incremental-llvm-codegen \
	-Xlinker --no-export-dynamic -Xlinker --icf=safe -Xlinker --strip-all \
	-Xlinker $(ICU_DATA) $(ICU_DATA_FLAGS) $(RELOCATION_FLAGS)
# Foundation's name for its data tells the version of ICU. With one that is not here, the true data are linked.
ICU_DATA_FLAGS = $(foreach version,72 73 74 75 76 77 78 79 80,\
	-Xlinker --defsym=icudt$(version)_dat=proofsheet_icu_data)
# glibc reads relative relocations in their short form from 2.36 on.
RELOCATION_FLAGS = $(shell getconf GNU_LIBC_VERSION 2>/dev/null | \
	awk '{ split($$2, v, "."); if (v[1] > 2 || v[2] >= 36) print "-Xlinker -z -Xlinker pack-relative-relocs" }')
ICU_DATA = $(CURDIR)/.build/icu-data.o
$(ICU_DATA): Packaging/icu-data.c
	mkdir -p .build
	$(dir $(realpath $(shell command -v $(SWIFT))))clang -O2 -fdata-sections -c -o $@ $<

install: packages $(ICU_DATA)
	$(SWIFTPM) build $(INSTALL_FLAGS) --product proofsheet
	$(MAKE) install-files PROGRAM="$$($(SWIFTPM) build $(INSTALL_FLAGS) --show-bin-path)/proofsheet"

SHARE = $(DESTDIR)$(PREFIX)/share
BASH_COMPLETIONS = $(SHARE)/bash-completion/completions
ZSH_COMPLETIONS = $(SHARE)/zsh/site-functions
FISH_COMPLETIONS = $(SHARE)/fish/vendor_completions.d

# A program that is built, and what it says of itself.
install-files:
	install -d "$(DESTDIR)$(PREFIX)/bin" "$(SHARE)/man/man1" "$(BASH_COMPLETIONS)" "$(ZSH_COMPLETIONS)" \
		"$(FISH_COMPLETIONS)"
	install -m 755 "$(PROGRAM)" "$(DESTDIR)$(PREFIX)/bin/proofsheet"
	umask 022 && "$(PROGRAM)" generate-manual "$(SHARE)/man/man1"
	umask 022 && "$(PROGRAM)" --generate-completion-script bash | sed '1{/^#!/d}' > "$(BASH_COMPLETIONS)/proofsheet"
	umask 022 && "$(PROGRAM)" --generate-completion-script zsh > "$(ZSH_COMPLETIONS)/_proofsheet"
	umask 022 && "$(PROGRAM)" --generate-completion-script fish > "$(FISH_COMPLETIONS)/proofsheet.fish"

uninstall:
	rm -f "$(DESTDIR)$(PREFIX)/bin/proofsheet" "$(SHARE)/man/man1/proofsheet.1" "$(SHARE)/man/man1"/proofsheet-*.1 \
		"$(BASH_COMPLETIONS)/proofsheet" "$(ZSH_COMPLETIONS)/_proofsheet" "$(FISH_COMPLETIONS)/proofsheet.fish"

package: packages $(ICU_DATA)
	$(SWIFTPM) build $(INSTALL_FLAGS) --product proofsheet
	rm -rf .build/package
	SWIFT="$(SWIFT)" Packaging/package "$$($(SWIFTPM) build $(INSTALL_FLAGS) --show-bin-path)/proofsheet" .build/package

clean:
	$(SWIFT) package clean
