import Foundation
import Proofsheet

/// What standard output can show.
enum Terminal {
    /// Whether text is coloured: the option wins over the environment (no-color.org, bixense.com/clicolors), and the
    /// environment over whether the output is a terminal.
    static func isColored(_ color: Configuration.Color) -> Bool {
        switch color {
        case .always: return true
        case .never: return false
        case .auto: break
        }
        let environment = ProcessInfo.processInfo.environment
        let isSet = { (name: String) in environment[name].map { !$0.isEmpty } ?? false }
        if isSet("NO_COLOR") { return false }
        if isSet("CLICOLOR_FORCE"), environment["CLICOLOR_FORCE"] != "0" { return true }
        return isTerminal && environment["CLICOLOR"] != "0" && environment["TERM"] != "dumb"
    }

    /// Whether text may lead somewhere (OSC 8): the variable FORCE_HYPERLINK wins, and terminals that are not known to
    /// take links get none.
    static var hasLinks: Bool {
        let environment = ProcessInfo.processInfo.environment
        if let forced = environment["FORCE_HYPERLINK"], !forced.isEmpty { return forced != "0" }
        guard isTerminal, environment["TERM"] != "dumb" else { return false }
        // VTE takes links since 0.50, Konsole since 20.12.
        if let version = environment["VTE_VERSION"].flatMap({ Int($0) }) { return version >= 5_000 }
        if let version = environment["KONSOLE_VERSION"].flatMap({ Int($0) }) { return version >= 201_200 }
        if environment["WT_SESSION"] != nil { return true }
        if let program = environment["TERM_PROGRAM"] {
            return ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "zed"].contains(program)
        }
        let kind = environment["TERM"] ?? ""
        return ["kitty", "foot", "alacritty", "ghostty", "contour"].contains { kind.contains($0) }
    }

    /// Characters of a line; nil where the output is no terminal.
    static var width: Int? { isTerminal ? width(of: STDOUT_FILENO) : nil }

    /// Characters of a line of standard error.
    static var errorWidth: Int { width(of: STDERR_FILENO) }

    private static func width(of descriptor: Int32) -> Int {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Whether standard output is one.
    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
}
