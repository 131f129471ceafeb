/// What becomes of a command of the documentation when the tests come to it.
enum CommandFate: Sendable {
    /// It is run, as `instead` where that is given, and ends with this status; what it prints has this text.
    case runs(Int32, printing: String = "", instead: String? = nil)
    /// It cannot be run in a test, for this reason.
    case isNotRun(because: String)
}

/// Every command that the README and the READMEs of the examples name.
///
/// One that stands here and not there, or there and not here, fails a test.
enum DocumentedCommands {
    /// The lines of the README's blocks of code.
    static let lines: [String: CommandFate] = [
        "make demo": .isNotRun(because: "it builds; .ci/run runs it"),
        "make test": .isNotRun(because: "it runs this test; .ci/run runs it as a part of make check"),
        "proofsheet warm _posts": .runs(0, printing: "1 downloaded"),
        "proofsheet warm --retry-failed _posts": .runs(0, printing: "0 downloaded"),
        "proofsheet warm --urls-from urls.txt": .runs(0, printing: "1 downloaded"),
        "my-crawler | proofsheet warm --urls-from - --format ndjson": .runs(0, printing: #""outcome": "downloaded""#),
        "proofsheet audit _posts": .runs(1, printing: "dimensions-mismatch"),
        "proofsheet audit --online _posts": .runs(1, printing: "dimensions-mismatch"),
        "proofsheet audit --format json --output report.json _posts": .runs(1),
        "proofsheet repair --dry-run --diff _posts": .runs(1, printing: "+    isCached: true"),
        "proofsheet repair _posts": .runs(1, printing: "repaired: 1 value in 1 record"),
        "proofsheet probe static/images https://cdn.example/hero.jpg": .runs(0, printing: "60×40"),
        "curl -s https://cdn.example/hero.jpg | proofsheet probe -": .runs(0, printing: "60×40"),
        "git ls-files -z '*.png' | proofsheet probe --verify --quiet -0 --files-from -": .runs(0),
        "proofsheet cache prune --max-size 2G --dry-run _posts": .runs(0, printing: "would remove 0 objects"),
        "proofsheet cache prune --unreferenced _posts": .runs(0, printing: "2 entries"),
        "proofsheet cache export --manifest _data/images.yml --prefix /images/cached/ images/cached _posts":
            .runs(0, printing: "exported 1 image"),
        "proofsheet audit --write-baseline baseline.json _posts": .runs(0, printing: "1 accepted by the baseline"),
        "proofsheet audit --baseline baseline.json _posts": .runs(0, printing: "1 accepted by the baseline"),
        "proofsheet audit --format html --output proof.html _posts": .runs(1),
    ]

    /// The commands in the README's text.
    ///
    /// Those with places for a path are run with one, or asked for their help.
    static let inText: [String: CommandFate] = [
        "make": .isNotRun(because: "it builds"),
        "make demo": .isNotRun(because: "it builds; .ci/run runs it"),
        "make install": .isNotRun(because: "it makes a release build of several minutes, and installs it"),
        "make uninstall": .isNotRun(because: "it removes what is installed; InstallationTests runs it elsewhere"),
        "make docs": .isNotRun(because: "it builds; .ci/run runs it"),
        "proofsheet --version": .runs(0, printing: "with libcurl"),
        "proofsheet --generate-completion-script bash": .runs(0, printing: "complete -o filenames"),
        "proofsheet COMMAND --help": .runs(0, printing: "USAGE: proofsheet warm", instead: "proofsheet warm --help"),
        "proofsheet sync _posts": .runs(1, printing: "dimensions-mismatch"),
        "proofsheet warm [PATH…]": .runs(0, instead: "proofsheet warm _posts"),
        "proofsheet audit [PATH…]": .runs(1, instead: "proofsheet audit _posts/post.md _posts"),
        "proofsheet repair [PATH…]": .runs(1, instead: "proofsheet repair"),
        "proofsheet sync [PATH…]": .runs(1, instead: "proofsheet sync"),
        "proofsheet probe FILE|DIR|URL|-…": .runs(
            0, printing: "60×40", instead: "proofsheet probe static static/images/logo.png https://cdn.example/hero.jpg"
        ),
        "proofsheet probe --format json": .runs(
            0, printing: #""format": "png""#, instead: "proofsheet probe --format json static"),
        "proofsheet cache stats": .runs(0, printing: "images:   1 known, 1 cached"),
        "proofsheet cache verify": .runs(0, printing: "0 damaged"),
        "proofsheet cache lookup URL…": .runs(
            0, printing: "60×40", instead: "proofsheet cache lookup https://media.example/photo.jpg"),
        "proofsheet cache prune [PATH…]": .runs(
            0, printing: "removed 0 objects", instead: "proofsheet cache prune --older-than 90d _posts"),
        "proofsheet cache export DIR [PATH…]": .runs(
            0, printing: "exported 1 image", instead: "proofsheet cache export out _posts"),
        "proofsheet cache rebuild": .runs(0, printing: "the index has"),
        "proofsheet config": .runs(0, printing: ".proofsheet.yml:2"),
        "proofsheet config --schema": .runs(0, printing: "json-schema.org"),
        "proofsheet init": .runs(2, printing: "is there already"),
        "proofsheet init [DIR]": .runs(0, printing: "fresh", instead: "proofsheet init fresh"),
        "proofsheet rules": .runs(0, printing: "image-gone"),
        "proofsheet rules [RULE…]": .runs(0, printing: "404", instead: "proofsheet rules image-gone flag-stale"),
        "proofsheet rules RULE": .runs(0, printing: "404", instead: "proofsheet rules image-gone"),
        "proofsheet demo [DIR]": .isNotRun(because: "the tests of the demo run it"),
    ]

    /// The lines of the examples' READMEs, by the example.
    static let ofExamples: [String: [String: CommandFate]] = [
        "jekyll": [
            "proofsheet sync --fail-on never _posts": synced,
            "proofsheet cache export --prune --manifest _data/images.yml --prefix /images/cached/ images/cached _posts":
                exported,
            "jekyll build": built,
        ],
        "hugo": [
            "proofsheet sync --fail-on never content": synced,
            "proofsheet cache export --prune --manifest data/images.yml --prefix /images/cached/ static/images/cached content":
                exported,
            "hugo": built,
        ],
        "eleventy": [
            "npm install": .isNotRun(because: "it asks npm's registry, and tests make no request beyond loopback"),
            "proofsheet sync --fail-on never content": synced,
            "proofsheet cache export --prune --manifest _data/cached.json --prefix /images/cached/ content/images/cached content":
                exported,
            "npx @11ty/eleventy": .isNotRun(
                because: "npm's registry has it; the tests of recipes render its templates"),
        ],
    ]

    private static let synced = CommandFate.runs(0, printing: "2 downloaded")
    private static let exported = CommandFate.runs(0, printing: "exported 2 images")
    private static let built = CommandFate.isNotRun(because: "the tests of recipes run it, where it is installed")
}
