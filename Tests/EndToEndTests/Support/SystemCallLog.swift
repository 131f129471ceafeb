import Foundation
import TestSupport

/// What a run did to files, as strace saw it.
struct SystemCallLog {
    /// One call that went well.
    struct Call {
        var name: String
        /// Its arguments, with the path of each descriptor behind it: `7</a/b>`.
        var arguments: String
        /// Where in the order of all events it began and ended.
        var start: Int
        var end: Int
    }

    let calls: [Call]

    /// Runs the program, and logs the calls that write, rename and sync files.
    static func run(_ arguments: [String], in site: TestSite) async throws -> (run: ProgramRun, log: SystemCallLog) {
        defer { withExtendedLifetime(site.server) {} }
        let file = site.directory.path(of: ".calls")
        defer { try? FileManager.default.removeItem(atPath: file) }
        let names = "fsync,fdatasync,syncfs,rename,renameat,renameat2,pwrite64,write"
        let run = try await Program.run(
            ["-f", "-y", "-qq", "-s", "200", "-o", file, "-e", "trace=" + names, Program.path] + arguments,
            in: site.directory, program: Strace.path ?? "")
        return (run, SystemCallLog(String(decoding: try site.directory.bytes(of: ".calls"), as: UTF8.self)))
    }

    /// Reads lines such as `42 fsync(7</a/b>) = 0`, of which one may be in two parts, with those of other threads between:
    /// `42 fsync(7</a/b> <unfinished ...>` and `42 <... fsync resumed>) = 0`.
    init(_ text: String) {
        var calls: [Call] = []
        var pending: [Substring: (text: Substring, start: Int)] = [:]
        for (number, line) in text.split(separator: "\n").enumerated() {
            guard let space = line.firstIndex(of: " ") else { continue }
            let thread = line[..<space]
            var call = line[space...].drop { $0 == " " }
            var start = number
            if let end = call.range(of: " <unfinished ...>") {
                pending[thread] = (call[..<end.lowerBound], number)
                continue
            }
            if call.hasPrefix("<... "), let rest = call.range(of: " resumed>"), let begun = pending[thread] {
                start = begun.start
                call = begun.text + call[rest.upperBound...]
            }
            guard let open = call.firstIndex(of: "("), let result = call.range(of: " = ", options: .backwards),
                !call[result.upperBound...].hasPrefix("-1")
            else { continue }
            calls.append(
                Call(
                    name: String(call[..<open]), arguments: String(call[open..<result.lowerBound]), start: start,
                    end: number))
        }
        self.calls = calls
    }

    /// The syncs of what has a path that ends so, in the order of their ends.
    func syncs(of path: String) -> [Call] {
        calls.filter { ["fsync", "fdatasync"].contains($0.name) && $0.arguments.contains(path + ">") }
    }

    /// The renames with a text in their names.
    func renames(_ text: String) -> [Call] {
        calls.filter { $0.name.hasPrefix("rename") && $0.arguments.contains(text) }
    }

    /// The writes to what has a path that ends so.
    func writes(to path: String) -> [Call] {
        calls.filter { ["write", "pwrite64"].contains($0.name) && $0.arguments.contains(path + ">") }
    }
}
