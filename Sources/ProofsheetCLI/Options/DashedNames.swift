import Proofsheet

/// File names that begin with a dash would be taken for options: `-photo.jpg` for `-p`, `-h` and so on, which asks for
/// help and ends well, with nothing done.
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
