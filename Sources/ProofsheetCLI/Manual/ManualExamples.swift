/// The examples of the manual pages, by the names of the commands below the program.
enum ManualExamples {
    /// What is to be done, and the line of a shell that does it.
    struct Example {
        var purpose: String
        var line: String
    }

    static func examples(of command: [String]) -> [Example] {
        all[command.joined(separator: " "), default: []].map { Example(purpose: $0.0, line: $0.1) }
    }

    private static let all: [String: [(String, String)]] = [
        "": [
            (
                "Fetch the images of all articles, check the records and make their flags true:",
                "proofsheet sync _posts"
            ),
            ("See the whole flow on a small site, without network:", "proofsheet demo"),
        ],
        "warm": [
            ("Fetch what the articles name:", "proofsheet warm _posts"),
            ("Ask again for what failed last time, and for nothing else:", "proofsheet warm --retry-failed _posts"),
            (
                "Fetch what another program names, with an answer for each line as soon as its image is safe:",
                "my-crawler | proofsheet warm --urls-from - --format ndjson"
            ),
        ],
        "entries": [
            ("List the images of the articles, and why each is taken for one:", "proofsheet entries --why _posts"),
            ("List what looks like an image and is passed over:", "proofsheet entries --not"),
        ],
        "audit": [
            ("Check the articles, and end with 1 where an error is found:", "proofsheet audit _posts"),
            ("Write a page with the pictures:", "proofsheet audit --format html --output proof.html _posts"),
            (
                "Say what is new since the last run, and how long the rest has been broken:",
                "proofsheet audit --history .proofsheet-history _posts"
            ),
            (
                "Tell only of what is new since a branch began:",
                "proofsheet audit --changed-since origin/main --format github _posts"
            ),
        ],
        "repair": [
            ("Look first:", "proofsheet repair --dry-run --diff _posts"),
            ("Then write, width and height too:", "proofsheet repair --dimensions _posts"),
        ],
        "review": [
            ("Look at the pictures in the browser, and mend what you mark:", "proofsheet review --open _posts"),
            ("Keep what you accept as well:", "proofsheet review --baseline baseline.json _posts"),
        ],
        "sync": [
            (
                "Keep an archive honest each night, and leave counts for Prometheus:",
                "proofsheet sync --quiet --metrics proofsheet.prom _posts"
            )
        ],
        "probe": [
            (
                "Print the sizes of the images in a directory and of one on a server:",
                "proofsheet probe static/images https://cdn.example/hero.jpg"
            ),
            (
                "Look for damage in all PNG files that git knows:",
                "git ls-files -z '*.png' | proofsheet probe --verify --quiet -0 --files-from -"
            ),
        ],
        "cache": [("See what the cache holds:", "proofsheet cache stats")],
        "cache stats": [("Print the counts for a script:", "proofsheet cache stats --format json")],
        "cache verify": [
            ("Decode every image, and drop what is damaged:", "proofsheet cache verify --decode --repair")
        ],
        "cache lookup": [
            ("Ask why an image is not cached:", "proofsheet cache lookup https://media.example/photo.jpg")
        ],
        "cache prune": [
            (
                "See what would go to keep the cache below 2 GB:",
                "proofsheet cache prune --max-size 2G --dry-run _posts"
            ),
            ("Remove what no article names:", "proofsheet cache prune --unreferenced _posts"),
        ],
        "cache export": [
            (
                "Give a Jekyll site its images, and a list for its templates:",
                "proofsheet cache export --manifest _data/images.yml --prefix /images/cached/ images/cached _posts"
            )
        ],
        "cache import": [
            (
                "Supply a picture that its server has lost:",
                "proofsheet cache import photo.jpg https://media.example/photo.jpg"
            )
        ],
        "cache rebuild": [("Make a damaged index anew:", "proofsheet cache rebuild")],
        "rules": [
            ("List the rules:", "proofsheet rules"), ("Explain one:", "proofsheet rules dimensions-swapped"),
        ],
        "config": [
            ("See what is in force, and why:", "proofsheet config"),
            ("Give an editor the schema of the file:", "proofsheet config --schema > proofsheet.schema.json"),
        ],
        "init": [("Write a first configuration for the site in this directory:", "proofsheet init")],
        "demo": [("Write the small site into a directory of your own:", "proofsheet demo my-demo")],
        "help": [("Show the help of a command:", "proofsheet help cache prune")],
    ]
}
