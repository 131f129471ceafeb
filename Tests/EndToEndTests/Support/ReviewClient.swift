import Foundation
import TestSupport

/// A review that the program serves, and requests to it as they are: with fields that no browser would send, too.
struct ReviewClient: Sendable {
    /// What was answered.
    struct Answer: Sendable {
        var status: Int
        var head: String
        var body: String

        /// The body, read as JSON.
        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(body.utf8))) as? [String: Any] ?? [:]
        }
    }

    let port: UInt16
    let token: String
    let process: Process

    var origin: String { "http://127.0.0.1:\(port)" }

    /// The fields that a browser sends from the review's own page.
    var ownFields: [String] { ["Host: 127.0.0.1:\(port)", "Origin: \(origin)", "Content-Type: application/json"] }

    /// Sends a request as the review's own page does, unless other fields are given.
    func send(
        _ method: String, _ path: String, fields: [String]? = nil, token: String? = nil, body: String = "",
        length: Int? = nil
    ) async throws -> Answer {
        let lines =
            ["\(method) /\(token ?? self.token)/\(path) HTTP/1.1"] + (fields ?? ownFields)
            + ["Content-Length: \(length ?? body.utf8.count)", "Connection: close", "", body]
        let request = Array(lines.joined(separator: "\r\n").utf8)
        let port = port
        let answer = try await Program.onOwnThread { Result { try Self.exchange(request, port) } }.get()
        let parts = String(decoding: answer, as: UTF8.self).split(separator: "\r\n\r\n", maxSplits: 1)
        let head = String(parts.first ?? "")
        let status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return Answer(status: status ?? 0, head: head, body: parts.count > 1 ? String(parts[1]) : "")
    }

    /// The page, and its number.
    func page() async throws -> (text: String, number: Int) {
        let text = try await send("GET", "").body
        let number = text.firstMatch(of: /"review": ?\{"page": ?([0-9]+)/).flatMap { Int($0.1) }
        return (text, number ?? 0)
    }

    /// What a page sends to have a decision carried out.
    static func decisions(_ decision: String, on fingerprints: [String]) -> String {
        let findings = fingerprints.map { "{\"rule\": \"r\", \"fingerprint\": \"\($0)\"}" }.joined(separator: ", ")
        return
            "{\"schemaVersion\": 1, \"decisions\": [{\"decision\": \"\(decision)\", \"record\": \"r\", \"findings\": [\(findings)]}]}"
    }

    /// The fingerprints of a page's findings on sizes, in the order of the entries.
    static func fingerprints(in page: String) throws -> [String] {
        try page.components(separatedBy: "data-kind=\"entries\">").dropFirst().flatMap { part in
            let json = Data(part.components(separatedBy: "</script>")[0].utf8)
            let block = try JSONSerialization.jsonObject(with: json) as? [String: Any] ?? [:]
            let texts = block["texts"] as? [String] ?? []
            let findings = (block["entries"] as? [[Any]] ?? []).flatMap { $0[10] as? [[Any]] ?? [] }
            return findings.filter { ($0[0] as? Int).map { texts[$0] } == "dimensions-mismatch" }
                .compactMap { $0[7] as? String }
        }
    }

    private static func exchange(_ request: [UInt8], _ port: UInt16) throws -> [UInt8] {
        let connection = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(connection) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(connection, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .ECONNREFUSED) }
        var sent = 0
        while sent < request.count {
            let count = request[sent...].withUnsafeBytes {
                Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            // A server that refuses a long body reads no more of it.
            if count <= 0 { break }
            sent += count
        }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(connection, &buffer, buffer.count)
            if count <= 0 { return answer }
            answer += buffer[..<count]
        }
    }
}

extension ReviewClient {
    /// Runs `proofsheet review` for as long as `body` talks to it, and gives what it printed and how it ended.
    ///
    /// Where `body` has not ended it, Ctrl-C does.
    static func run(
        _ arguments: [String], in directory: TemporaryDirectory, environment: [String: String] = [:],
        _ body: (ReviewClient) async throws -> Void
    ) async throws -> ProgramRun {
        try await ProgramSlots.shared.withSlot {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Program.path)
            process.arguments = ["review"] + arguments
            process.currentDirectoryURL = URL(fileURLWithPath: directory.root)
            process.environment = ProcessInfo.processInfo.environment.merging(environment) { _, own in own }
            let (output, error) = (Pipe(), Pipe())
            process.standardInput = FileHandle.nullDevice
            process.standardOutput = output
            process.standardError = error
            try process.run()
            async let errorData = Program.onOwnThread { error.fileHandleForReading.readDataToEndOfFile() }
            let line = await Program.onOwnThread { firstLine(of: output.fileHandleForReading) }
            var failure: (any Error)?
            if let match = line.firstMatch(of: /^http:\/\/127\.0\.0\.1:([0-9]+)\/([0-9a-f]{32})\/$/),
                let port = UInt16(match.1)
            {
                do { try await body(ReviewClient(port: port, token: String(match.2), process: process)) } catch {
                    failure = error
                }
            }
            if process.isRunning { process.interrupt() }
            let rest = await Program.onOwnThread { output.fileHandleForReading.readDataToEndOfFile() }
            let errorText = String(decoding: await errorData, as: UTF8.self)
            await Program.onOwnThread { process.waitUntilExit() }
            withExtendedLifetime(directory) {}
            if let failure { throw failure }
            return ProgramRun(
                status: process.terminationStatus, output: line + "\n" + String(decoding: rest, as: UTF8.self),
                error: errorText)
        }
    }

    /// A line without its end; what there is where none comes to an end.
    private static func firstLine(of file: FileHandle) -> String {
        var bytes: [UInt8] = []
        while let byte = try? file.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
