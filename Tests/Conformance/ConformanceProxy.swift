import Fetching
import Foundation
import HTTPRules
import Synchronization

/// A private HTTP cache behind pipes, by which suites of tests can drive the fetching and caching code.
///
/// Each line of standard input is a request as a JSON object, and each of standard output an answer, in any order.
@main
struct ConformanceProxy {
    static func main() async throws {
        let client = try CachingClient(store: ResponseStore())
        let output = Output()
        await withTaskGroup(of: Void.self) { group in
            for await line in inputLines() {
                group.addTask { output.write(await answer(to: line, client).line) }
            }
        }
        client.close()
    }

    private static func answer(to line: String, _ client: CachingClient) async -> ProxyAnswer {
        let request: ProxyRequest
        do {
            request = try JSONDecoder().decode(ProxyRequest.self, from: Data(line.utf8))
        } catch {
            return ProxyAnswer(id: nil, error: "the line is no request: \(error)")
        }
        var fetch = FetchRequest(url: request.url)
        fetch.method = request.method ?? "GET"
        fetch.fields = (request.headers ?? []).map { pair in
            FetchRequest.Field(name: pair.first ?? "", value: pair.dropFirst().first ?? "")
        }
        fetch.body = request.body.map { Array($0.utf8) }
        fetch.isVerbatim = true
        do {
            let answer = try await client.answer(fetch)
            return ProxyAnswer(
                id: request.id, status: answer.status, headers: answer.fields.fields.map { [$0.name, $0.value] },
                body: String(decoding: answer.body, as: UTF8.self))
        } catch let failure as CachingClient.Failure {
            return ProxyAnswer(id: request.id, error: failure.reason)
        } catch {
            return ProxyAnswer(id: request.id, error: "\(error)")
        }
    }

    /// Lines read on a thread of their own, which may wait for them.
    private static func inputLines() -> AsyncStream<String> {
        AsyncStream { continuation in
            Thread.detachNewThread {
                while let line = readLine() {
                    if !line.isEmpty { continuation.yield(line) }
                }
                continuation.finish()
            }
        }
    }
}

/// Standard output, a whole line at a time.
final class Output: Sendable {
    private let handle = Mutex(FileHandle.standardOutput)

    func write(_ line: String) {
        handle.withLock { try? $0.write(contentsOf: Data((line + "\n").utf8)) }
    }
}
