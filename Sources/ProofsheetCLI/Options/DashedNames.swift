import Proofsheet

/// Refuses file names that start with a dash, which would be taken for options.
///
/// `-photo.jpg` would be `-p`, `-h` and so on: the program would print its help, do nothing, and end with status 0.
enum DashedNames {
    /// Throws a usage error where an argument looks like such a name.
    static func check(_ arguments: [String]) throws(ProofsheetError) {
        for argument in arguments {
            if argument == "--" { return }
            let looksLikeName = argument.utf8.contains(UInt8(ascii: ".")) || argument.utf8.contains(UInt8(ascii: "/"))
            if argument.hasPrefix("-"), !argument.hasPrefix("--"), argument.utf8.count > 2, looksLikeName {
                throw ProofsheetError(
                    .usage, "'\(argument)' begins with a dash; write './\(argument)' for a file of that name")
            }
        }
    }
}
