import Foundation
import Logging
import Proofsheet

/// Writes what is logged to standard error, a line each, with the time in UTC.
struct ConsoleLog: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        Console.error("\(Date().formatted(.iso8601)) \(ProofsheetError.printable(event.message.description))")
    }
}
