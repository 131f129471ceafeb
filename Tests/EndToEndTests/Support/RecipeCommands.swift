/// The commands of the recipes for site generators: a page of `Examples` and a tutorial for each.
extension DocumentedCommands {
    /// The generators that have a recipe, by the names of their directories.
    static let generators = ["astro", "eleventy", "hugo", "jekyll"]

    static let recipes: [String: PageCommands] = Dictionary(
        uniqueKeysWithValues: [
            Recipe(
                name: "jekyll", records: "_posts", export: "_data/images.yml", directory: "images/cached",
                building: ["jekyll build": built]),
            Recipe(
                name: "hugo", records: "content", export: "data/images.yml", directory: "static/images/cached",
                building: ["hugo": built]),
            Recipe(
                name: "eleventy", records: "content", export: "_data/cached.json", directory: "content/images/cached",
                installing: ["npm install": registry],
                building: [
                    "npx @11ty/eleventy": .isNotRun(
                        because: "npm's registry has it; the tests of recipes render its templates")
                ]),
            Recipe(
                name: "astro", records: "src/content", export: "src/data/cached.json",
                directory: "public/images/cached", installing: ["npm install": registry],
                building: [
                    "npx astro build": .isNotRun(
                        because: "npm's registry has it; the tests of recipes run its module")
                ]),
        ].flatMap { [($0.pages.example, $0.example), ($0.pages.tutorial, $0.tutorial)] })

    private static let built = CommandFate.isNotRun(because: "the tests of recipes run it, where it is installed")
    private static let registry = CommandFate.isNotRun(
        because: "it asks npm's registry, and tests make no request beyond loopback")
}

/// What the two pages of a site generator have in common.
private struct Recipe {
    var name: String
    var records: String
    /// The list of the images, for templates.
    var export: String
    /// Where the copies of the images go.
    var directory: String
    var installing: [String: CommandFate] = [:]
    var building: [String: CommandFate]

    var pages: (example: String, tutorial: String) {
        ("Examples/\(name)/README.md", "docs/tutorials/\(name).md")
    }

    /// What is run for each build.
    private var forEachBuild: [String: CommandFate] {
        [
            "proofsheet sync --fail-on never \(records)": .runs(0, printing: "repaired: "),
            "proofsheet cache export --prune --manifest \(export) --prefix /images/cached/ \(directory) \(records)":
                .runs(0, printing: "exported 2 images"),
        ].merging(building) { $1 }
    }

    var example: PageCommands { PageCommands(fates: forEachBuild.merging(installing) { $1 }) }

    /// Of three images, two are there, in sizes that no article declares.
    var tutorial: PageCommands {
        PageCommands(
            fates: forEachBuild.merging([
                // The site comes with a configuration, which sends its requests to the test's server.
                "proofsheet init": .runs(
                    0, printing: "image entries in 3 records",
                    instead: "mv .proofsheet.yml kept && proofsheet init && mv kept .proofsheet.yml"),
                "proofsheet warm \(records)": .runs(1, printing: "2 downloaded"),
                "proofsheet audit \(records)": .runs(1, printing: "image-gone"),
                "proofsheet audit --format html --output proof.html \(records)": .runs(1),
                "proofsheet repair --dry-run --diff --dimensions \(records)": .runs(1, printing: "isCached"),
                "proofsheet repair --dimensions \(records)": .runs(1, printing: "repaired: "),
            ]) { $1 })
    }
}
