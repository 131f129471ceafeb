import Proofsheet

/// How far a run is, in one line: what matters most comes first, and hosts last.
struct ProgressLine {
    let state: RunProgress.State
    /// How long the stage has been going on.
    let time: Duration

    /// The line for a log, in words.
    var plain: String { state.stage.name + ": " + (measures(isBrief: false) + counts + hosts).joined(separator: ", ") }

    /// The line for a terminal: a bar, and behind it as many whole parts as fit.
    ///
    /// - Parameter width: Columns of the terminal. The last stays free, since some terminals begin a new line behind it.
    func live(width: Int) -> String {
        let room = width - 1
        let cells = min(20, max(4, width / 5))
        let full = state.total > 0 ? min(cells, state.done * cells / state.total) : 0
        let bar = "[" + String(repeating: "#", count: full) + String(repeating: "-", count: cells - full) + "]"
        var line = ""
        var separator = ""
        for part in [bar] + measures(isBrief: true) + [state.stage.name + " " + counts[0]] + counts.dropFirst() + hosts
        {
            let longer = line + separator + part
            if Self.columns(of: longer) > room { break }
            line = longer
            separator = line == bar ? " " : ", "
        }
        return line
    }

    /// Percent, rate, and what is left.
    private func measures(isBrief: Bool) -> [String] {
        let rate = Double(state.done) / max(time / .seconds(1), 0.001)
        let shown = Int(rate.rounded())
        var parts = [
            "\(state.total > 0 ? min(100, state.done * 100 / state.total) : 0) %",
            isBrief ? "\(shown)/s" : "\(shown) a second",
        ]
        if rest > 0, state.done > 0 {
            parts.append((isBrief ? "" : "about ") + Self.text(ofSeconds: Double(rest) / rate) + " left")
        }
        return parts
    }

    private var rest: Int { state.total - state.done }

    private var counts: [String] {
        var parts = ["\(state.done) of \(state.total) \(state.stage.unit)\(state.total == 1 ? "" : "s")"]
        if state.failed > 0 { parts.append("\(state.failed) failed") }
        if state.stage == .fetching { parts.append("\(state.bytes / 1_000_000) MB") }
        return parts
    }

    /// The hosts with the most images left, for which the run will have to wait.
    private var hosts: [String] {
        guard state.waiting.count > 1 || rest < state.total else { return [] }
        let slowest = state.waiting.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(2)
        return slowest.map { "\($0.value) at \(ProofsheetError.printable($0.key))" }
    }

    /// Columns of a terminal that a text may take: two for each character that is wide in some fonts, as of China.
    private static func columns(of text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 1 : 2) }
    }

    private static func text(ofSeconds seconds: Double) -> String {
        guard seconds < 360_000 else { return "days" }
        let whole = Int(seconds.rounded(.up))
        let (minutes, rest) = whole.quotientAndRemainder(dividingBy: 60)
        if minutes == 0 { return "\(rest) s" }
        return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
    }
}

extension RunProgress.Stage {
    fileprivate var name: String {
        switch self {
        case .fetching: "fetching"
        case .judging: "judging"
        case .repairing: "repairing"
        case .drawing: "making thumbnails"
        }
    }

    /// What is counted, one of them.
    fileprivate var unit: String {
        switch self {
        case .fetching, .drawing: "image"
        case .judging, .repairing: "record"
        }
    }
}
