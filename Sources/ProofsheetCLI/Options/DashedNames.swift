import Proofsheet

/// A file name that starts with a dash would be taken for options: `-photo.jpg` for `-p`, `-h` and so on. The program
/// would print its help, do nothing, and end with status 0.
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
