/// What becomes of a command of the documentation when the tests come to it.
enum CommandFate: Sendable {
    /// It is run, as `instead` where that is given, and ends with this status; what it prints has this text.
    case runs(Int32, printing: String = "", instead: String? = nil)
    /// It cannot be run in a test, for this reason.
    case isNotRun(because: String)
}

/// The lines of a page's blocks of commands.
struct PageCommands: Sendable {
    /// What a reader has done before, run before the first line.
    var preparation: [String] = []
    var fates: [String: CommandFate]

    init(after preparation: String..., fates: [String: CommandFate]) {
        self.preparation = preparation
        self.fates = fates
    }
}

/// Every command that the documentation names: the README, the pages of `docs`, and those of the examples.
///
/// One that stands here and not there, or there and not here, fails a test.
enum DocumentedCommands {
    /// The lines of the blocks of code, by the page; a page without any is left out.
    static let ofPages = introductions.merging(cookbook) { $1 }.merging(recipes) { $1 }

    private static let introductions: [String: PageCommands] = [
        "README.md": PageCommands(fates: [
            "sudo apt install ./proofsheet-*.deb": package,
            "proofsheet demo": demonstration,
            "make demo": demo,
            "make install": install,
            "proofsheet entries _posts": .runs(0, printing: "image entr"),
            "proofsheet warm _posts": .runs(0, printing: "1 downloaded"),
            "proofsheet audit _posts": .runs(1, printing: "dimensions-mismatch"),
            "proofsheet audit --format html --output proof.html _posts": .runs(1),
            "proofsheet repair --dry-run --diff _posts": .runs(1, printing: "+    isCached: true"),
            "proofsheet repair _posts": .runs(1, printing: "repaired: 1 value in 1 record"),
        ]),
        "docs/installation.md": PageCommands(fates: [
            "sha256sum --ignore-missing --check SHA256SUMS": package,
            "sudo apt install ./proofsheet-*.deb": package,
            "proofsheet demo": demonstration,
            "make install": install, "make demo": demo, "make test": test,
        ]),
    ]

    private static let cookbook: [String: PageCommands] = [
        "docs/cookbook/configuration.md": PageCommands(fates: [
            "proofsheet config": .runs(0, printing: ".proofsheet.yml:2"),
            "proofsheet config --schema > proofsheet.schema.json": .runs(0),
        ]),
        "docs/cookbook/entries.md": PageCommands(fates: [
            "proofsheet entries": .runs(0, printing: "https://media.example/photo.jpg"),
            "proofsheet entries --why _posts": .runs(0, printing: "a flag stands beside its address"),
            "proofsheet entries --not": .runs(0, printing: "image entr"),
            "proofsheet entries --format ndjson | jq -r 'select(.request) | .request' | sort -u": .runs(
                0, printing: "https://media.example/photo.jpg",
                instead: "proofsheet entries --format ndjson | grep -o '\"request\": \"[^\"]*' | sort -u"),
        ]),
        "docs/cookbook/continuous-integration.md": PageCommands(
            after: "git -c user.name=a -c user.email=a@b.example commit -qm one",
            "git update-ref refs/remotes/origin/main HEAD",
            fates: [
                "proofsheet sync --fail-on error --format junit --output report.xml _posts": .runs(1),
                "proofsheet audit --changed-since origin/main _posts": .runs(1, printing: "dimensions-mismatch"),
            ]),
        "docs/cookbook/baseline.md": PageCommands(
            after: "proofsheet sync --fail-on never _posts",
            fates: [
                "proofsheet audit --write-baseline baseline.json _posts": accepted,
                "proofsheet audit --baseline baseline.json _posts": accepted,
            ]),
        "docs/cookbook/history.md": PageCommands(
            after: "proofsheet sync --fail-on never _posts",
            fates: [
                "proofsheet audit --history .proofsheet-history _posts": .runs(
                    1, printing: "history: it begins with this run, and 1 finding")
            ]),
        "docs/cookbook/built-site.md": PageCommands(
            after: "proofsheet sync --fail-on never _posts", "mkdir _site",
            #"echo '<img src="https://media.example/photo.jpg" width="1" height="1000">' > _site/index.html"#,
            fates: [
                "proofsheet audit _site": .runs(1, printing: "body:img[0]"),
                "proofsheet audit --sources _posts _site": .runs(1, printing: "source: _posts/"),
            ]),
        "docs/cookbook/online-audit.md": PageCommands(fates: [
            "proofsheet audit --online _posts": .runs(1, printing: "dimensions-mismatch")
        ]),
        "docs/cookbook/proof-sheet.md": PageCommands(
            after: "proofsheet sync --fail-on never _posts",
            #"echo '{"schemaVersion": 1, "decisions": []}' >decisions.json"#,
            fates: [
                "proofsheet audit --format html --output proof.html _posts": .runs(1),
                "proofsheet audit --format html --output proof.html --editor vscode _posts": .runs(1),
                "proofsheet repair --decisions decisions.json --baseline baseline.json _posts":
                    .runs(1, printing: "repaired: 0 values"),
                "proofsheet audit --format json --output before.json _posts": .runs(1),
                "proofsheet audit --format html --output proof.html --since before.json _posts": .runs(1),
            ]),
        "docs/cookbook/review.md": PageCommands(
            after: "proofsheet sync --fail-on never _posts",
            fates: [
                "proofsheet review _posts": reviewed("_posts"),
                "proofsheet review --open --baseline baseline.json _posts": reviewed("--baseline baseline.json _posts"),
                "proofsheet review --port 8765 _posts": reviewed("_posts"),
            ]),
        "docs/cookbook/export.md": PageCommands(
            after: "proofsheet sync --fail-on never _posts",
            fates: [
                "proofsheet cache export --manifest _data/images.yml --prefix /images/cached/ images/cached _posts":
                    .runs(0, printing: "1 written, 0 unchanged"),
                "proofsheet cache export --prune --manifest _data/images.yml --prefix /images/cached/ images/cached _posts":
                    .runs(0, printing: "0 written, 1 unchanged"),
            ]),
        "docs/cookbook/cron.md": PageCommands(fates: [
            "proofsheet sync --quiet --metrics proofsheet.prom _posts": .runs(1, printing: "dimensions-mismatch"),
            "sudo cp Examples/systemd/proofsheet.service Examples/systemd/proofsheet.timer /etc/systemd/system/":
                .isNotRun(because: "it writes to the system's directories; a test runs what the service runs"),
            "sudo systemctl enable --now proofsheet.timer": .isNotRun(because: "it starts a timer of the system"),
        ]),
        "docs/cookbook/lists-and-pipes.md": PageCommands(
            after: "proofsheet sync --fail-on never _posts",
            fates: [
                "proofsheet warm --urls-from urls.txt": .runs(0, printing: "1 downloaded"),
                "my-crawler | proofsheet warm --urls-from - --format ndjson": .runs(
                    0, printing: #""outcome": "downloaded""#),
                "proofsheet probe static/images https://cdn.example/hero.jpg": .runs(0, printing: "60×40"),
                "curl -s https://cdn.example/hero.jpg | proofsheet probe -": .runs(0, printing: "60×40"),
                "git ls-files -z '*.png' | proofsheet probe --verify --quiet -0 --files-from -": .runs(0),
                #"proofsheet audit --format ndjson _posts | grep '"severity": "error"' | head"#: .runs(
                    0, printing: "dimensions-mismatch"),
            ]),
        "docs/cookbook/moved-and-gone.md": PageCommands(
            after: "proofsheet sync --fail-on never _posts",
            fates: [
                "proofsheet repair --urls --dry-run --diff _posts": .runs(1, printing: "would repair: 0 values"),
                "proofsheet repair --urls _posts": .runs(1, printing: "repaired: 0 values"),
                "proofsheet warm --fallback '^https?://.* https://web.archive.org/web/2id_/$0' _posts": .runs(
                    0, printing: "0 downloaded"),
                "proofsheet cache import static/images/logo.png https://media.example/photo.jpg": .runs(
                    0, printing: "imported 'static/images/logo.png', png, 60×40"),
            ]),
        "docs/cookbook/cache-care.md": PageCommands(
            after: "proofsheet sync --fail-on never _posts",
            fates: [
                "proofsheet cache stats": .runs(0, printing: "images:   1 known, 1 cached"),
                "proofsheet cache lookup https://media.example/photo.jpg": .runs(0, printing: "60×40"),
                "proofsheet cache prune --max-size 2G --dry-run _posts": .runs(0, printing: "would remove 0 objects"),
                "proofsheet cache prune --older-than 90d _posts": .runs(0, printing: "removed 0 objects"),
                "proofsheet cache prune --unreferenced _posts": .runs(0, printing: "removed 0 objects"),
                "proofsheet cache verify --decode --repair": .runs(0, printing: "0 damaged"),
                "proofsheet cache rebuild": .runs(0, printing: "the index has"),
            ]),
    ]

    /// The commands in the text of all pages.
    ///
    /// Those with places for a path are run with one, or asked for their help.
    static let inText: [String: CommandFate] = [
        "make": .isNotRun(because: "it builds"),
        "make demo": demo,
        "make test": test,
        "make package": .isNotRun(because: "it builds for speed; PackagingTests packs the tests' program"),
        "make uninstall": .isNotRun(because: "it removes what is installed; InstallationTests runs it elsewhere"),
        "make docs": .isNotRun(because: "it builds; .ci/run runs it"),
        "proofsheet --version": .runs(0, printing: "with libcurl"),
        "proofsheet --generate-completion-script bash": .runs(0, printing: "complete -o filenames"),
        "proofsheet audit --format json": .runs(1, printing: "\"rule\": \"dimensions-mismatch\""),
        "proofsheet demo --open": .isNotRun(because: "it shows a page in the browser; other tests give it one"),
        "proofsheet sync --dry-run": .runs(0, printing: "would fetch: "),
        "proofsheet audit": .runs(1, printing: "dimensions-mismatch"),
        "proofsheet audit --write-baseline FILE": .runs(
            0, printing: "accepted by the baseline", instead: "proofsheet audit --write-baseline baseline.json"),
        "proofsheet cache lookup URL…": .runs(
            0, printing: "60×40", instead: "proofsheet cache lookup https://media.example/photo.jpg"),
        "proofsheet cache rebuild": .runs(0, printing: "the index has"),
        "proofsheet cache verify": .runs(0, printing: "0 damaged"),
        "proofsheet cache verify --decode --repair": .runs(0, printing: "0 damaged, 0 dropped"),
        "proofsheet cache verify --repair": .runs(0, printing: "0 damaged"),
        "proofsheet config": .runs(0, printing: ".proofsheet.yml:2"),
        "proofsheet init": .runs(2, printing: "is there already"),
        "proofsheet probe --format json": .runs(
            0, printing: #""format": "png""#, instead: "proofsheet probe --format json static"),
        "proofsheet repair": .runs(1, printing: "dimensions-mismatch"),
        "proofsheet entries --not": .runs(0, printing: "image entr"),
        "proofsheet repair --only dimensions": .runs(0, printing: "repaired: "),
        "proofsheet repair --dimensions _posts": .runs(0, printing: "repaired: 1 value in 1 record"),
        "proofsheet repair --dry-run --diff": .runs(0, printing: "0 values in 0 records"),
        "proofsheet review": reviewed(""),
        "proofsheet review _posts": reviewed("_posts"),
        "proofsheet rules RULE": .runs(0, printing: "404", instead: "proofsheet rules image-gone"),
        "proofsheet rules image-blocked": .runs(0, printing: "429"),
        "proofsheet sync _posts": .runs(0, printing: "repaired: 0 values in 0 records"),
        "proofsheet warm": .runs(0, printing: "0 downloaded"),
        "proofsheet warm --force": .runs(0, printing: "1 downloaded"),
        "proofsheet warm --retry-failed": .runs(0, printing: "0 downloaded"),
    ]

    private static let package = CommandFate.isNotRun(because: "it needs a package; PackagingTests installs one")
    private static let demonstration = CommandFate.isNotRun(because: "DemoTests runs it")
    private static let demo = CommandFate.isNotRun(because: "it builds; .ci/run runs it")
    private static let test = CommandFate.isNotRun(
        because: "it runs this test; .ci/run runs it as a part of make check")
    private static let install = CommandFate.isNotRun(
        because: "it makes a release build of several minutes, and installs it")
    /// A review runs until somebody ends it, who here does that as soon as it serves its page.
    private static func reviewed(_ arguments: String) -> CommandFate {
        .runs(
            0, printing: "reviewed: nothing was changed",
            instead:
                "rm -f review.txt; proofsheet review \(arguments) > review.txt & \(endingReview); cat review.txt; exit $status"
        )
    }
    static let endingReview =
        "while kill -0 $! 2>/dev/null && ! grep -q http review.txt; do sleep 0.1; done; kill -INT $!; status=0; wait $! || status=$?"
    private static let accepted = CommandFate.runs(0, printing: "1 accepted by the baseline")
}
