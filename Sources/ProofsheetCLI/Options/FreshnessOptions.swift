import ArgumentParser
import Proofsheet

/// Options of the commands that ask servers again for what the cache has.
struct FreshnessOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Ask for no image again before this time has passed, whatever its server says.", valueName: "time"))
    var refreshAfter: String?

    @Option(
        help: ArgumentHelp(
            "Ask for every image again after this time, whatever its server says, such as 12h or 7d.",
            valueName: "time"))
    var maxAge: String?

    func apply(to configuration: inout Configuration) {
        if let span = refreshAfter.flatMap(TimeSpan.parse) { configuration.refreshAfter = span }
        if let span = maxAge.flatMap(TimeSpan.parse) { configuration.maxAge = span }
    }

    func validate() throws {
        for (name, text) in [("--refresh-after", refreshAfter), ("--max-age", maxAge)] {
            guard let text, TimeSpan.parse(text) == nil else { continue }
            throw ValidationError("\(name) takes \(TimeSpan.description)")
        }
    }
}
