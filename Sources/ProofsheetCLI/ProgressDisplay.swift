import Dispatch
import Foundation
import Proofsheet
import Synchronization

/// Tells on standard error how far a run is.
///
/// On a terminal one line changes; elsewhere, as in the log of a build, a line comes now and then. SIGUSR1 prints a line at
/// once, also where nothing is told otherwise.
final class ProgressDisplay: Sendable {
    private struct Shown {
        var nextTime: ContinuousClock.Instant
        var hasLine = false
    }

    private let start = ContinuousClock.now
    private let shown: Mutex<Shown>
    private let isLive: Bool
    /// Time between two lines; nil for none.
    private let interval: Duration?

    /// Time between two states of the line of a terminal, and between two lines of a log.
    private static let liveInterval = Duration.milliseconds(100)
    private static let plainInterval = Duration.seconds(30)

    /// The progress that a configuration asks for.
    static func progress(_ configuration: Configuration) -> FetchProgress {
        let display = ProgressDisplay(configuration)
        let progress = FetchProgress { display.show($0) }
        let signals = DispatchSource.makeSignalSource(signal: SIGUSR1, queue: .global())
        // The handler holds its source: it may be asked as long as the program runs.
        signals.setEventHandler { withExtendedLifetime(signals) { display.printNow(progress.current) } }
        signals.resume()
        return progress
    }

    private init(_ configuration: Configuration) {
        let isSilent = configuration.isQuiet || configuration.progress == .never
        isLive = !isSilent && configuration.progress == .auto && isatty(STDERR_FILENO) == 1
        interval = isSilent ? nil : isLive ? Self.liveInterval : Self.plainInterval
        shown = Mutex(Shown(nextTime: isLive ? start : start + Self.plainInterval))
    }

    private func show(_ state: FetchProgress.State) {
        let now = ContinuousClock.now
        shown.withLock { shown in
            guard let interval else { return }
            if state.isOver {
                if shown.hasLine { Self.write("\r\u{1B}[K") }
                shown.hasLine = false
            } else if state.total > 0, now >= shown.nextTime {
                shown.nextTime = now + interval
                shown.hasLine = isLive
                let line = line(of: state, at: now)
                Self.write(isLive ? "\r\u{1B}[K" + String(line.prefix(Terminal.errorWidth - 1)) : line + "\n")
            }
        }
    }

    private func printNow(_ state: FetchProgress.State) {
        shown.withLock { shown in
            let line = line(of: state, at: .now)
            Self.write((shown.hasLine ? "\r\u{1B}[K" : "") + line + "\n")
        }
    }

    /// Counts, rate and what is left, in one line.
    private func line(of state: FetchProgress.State, at now: ContinuousClock.Instant) -> String {
        let seconds = max((now - start) / .seconds(1), 0.001)
        let rate = Double(state.done) / seconds
        var parts = ["fetching: \(state.done) of \(state.total) images"]
        if state.failed > 0 { parts.append("\(state.failed) failed") }
        parts.append("\(state.bytes / 1_000_000) MB")
        parts.append("\(Int(rate.rounded())) a second")
        let rest = state.total - state.done
        if rest > 0, state.done > 0 { parts.append("about \(Self.text(ofSeconds: Double(rest) / rate)) left") }
        // Where the most is left is what the run waits for.
        let slowest = state.waiting.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(2)
        if state.waiting.count > 1 || rest < state.total {
            parts += slowest.map { "\($0.value) at \(ProofsheetError.printable($0.key))" }
        }
        return parts.joined(separator: ", ")
    }

    private static func text(ofSeconds seconds: Double) -> String {
        guard seconds < 360_000 else { return "days" }
        let whole = Int(seconds.rounded(.up))
        let (minutes, rest) = whole.quotientAndRemainder(dividingBy: 60)
        if minutes == 0 { return "\(rest) s" }
        return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(minutes % 60) min"
    }

    private static func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
