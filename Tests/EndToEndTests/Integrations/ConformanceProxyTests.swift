import DemoSite
import Foundation
import TestSupport
import Testing

@Suite("The proxy for suites of tests")
struct ConformanceProxyTests {
    /// Sends lines one after the other, each once the one before is answered.
    private func answers(to lines: [String]) async throws -> [[String: Any]] {
        let texts = try await ProgramSlots.shared.withSlot { try await exchange(lines) }
        return texts.map { (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any] ?? [:] }
    }

    /// What the proxy writes for each line.
    private func exchange(_ lines: [String]) async throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: Program.path).deletingLastPathComponent()
            .appendingPathComponent("conformance-proxy")
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        let texts = await withCheckedContinuation { (continuation: CheckedContinuation<[String], Never>) in
            Thread.detachNewThread {
                var texts: [String] = []
                for line in lines {
                    input.fileHandleForWriting.write(Data((line + "\n").utf8))
                    var text = Data()
                    while text.last != UInt8(ascii: "\n") {
                        let part = output.fileHandleForReading.availableData
                        if part.isEmpty { break }
                        text += part
                    }
                    texts.append(String(decoding: text, as: UTF8.self))
                }
                try? input.fileHandleForWriting.close()
                process.waitUntilExit()
                continuation.resume(returning: texts)
            }
        }
        #expect(process.terminationStatus == 0)
        return texts
    }

    @Test("what is fresh is answered without a request, with its age; each variant is one of its own")
    func reuses() async throws {
        let server = try await ImageServer { request in
            .init(
                type: "text/plain", headers: ["Cache-Control": "max-age=600", "Vary": "Foo"],
                body: Array((request.headers["foo"] ?? "").utf8))
        }
        func line(_ id: Int, _ foo: String) -> String {
            #"{"id":\#(id),"method":"GET","url":"\#(server.baseURL)/a","headers":[["Foo","\#(foo)"]]}"#
        }
        let answers = try await answers(to: [line(1, "x"), line(2, "y"), line(3, "x")])
        #expect(
            answers.map { $0["id"] as? Int } == [1, 2, 3] && answers.map { $0["body"] as? String } == ["x", "y", "x"])
        let ages = answers.map { ($0["headers"] as? [[String]])?.contains { $0[0] == "age" } }
        #expect(ages == [false, false, true] && server.requests.count == 2)
    }

    @Test("lines that are no request, and requests without an answer, give an error")
    func errors() async throws {
        let answers = try await answers(to: ["nonsense", #"{"id":"a","url":"ftp://127.0.0.1/"}"#])
        #expect(answers.map { ($0["error"] as? String)?.isEmpty } == [false, false])
        #expect(answers.map { $0["id"] as? String } == [nil, "a"])
    }
}
