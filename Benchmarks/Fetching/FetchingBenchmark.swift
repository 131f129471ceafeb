import CurlLoop
import Fetching
import Glibc

/// Fetches the URLs of a list with the engine and with a bare loop over libcurl, in turn, and tells images a second
/// and the processor time that 1,000 images take, that of the system for the program included.
///
/// Both hash every body with SHA-256 and write it to a file. The medians of the rounds count. A file of authorities to
/// trust makes it HTTP/2, where the URLs are of https: with the engine's own number of streams a connection, and with
/// all on one.
@main struct FetchingBenchmark {
    static func main() async {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3, let urls = lines(of: arguments[1]), !urls.isEmpty else {
            print("usage: fetching-benchmark URL-LIST OUTPUT-DIRECTORY [CONCURRENCY [ROUNDS [AUTHORITIES]]]")
            exit(2)
        }
        let concurrency = arguments.count > 3 ? max(1, Int(arguments[3]) ?? 100) : 100
        let rounds = arguments.count > 4 ? Int(arguments[4]) ?? 5 : 5
        let authorities = arguments.count > 5 ? arguments[5] : nil
        let streams = [FetchOptions().connectionStreams] + (authorities == nil ? [] : [concurrency])
        var bare = streams.map { _ in [Round]() }
        var ours = bare
        for _ in 0..<max(1, rounds) {
            for (index, streams) in streams.enumerated() {
                bare[index].append(
                    await measure(urls.count, in: arguments[2]) { loop(urls, concurrency, $0, authorities, streams) })
                ours[index].append(
                    await measure(urls.count, in: arguments[2]) {
                        await engine(urls, concurrency, $0, authorities, streams: streams)
                    })
            }
        }
        for (index, streams) in streams.enumerated() {
            if authorities != nil { print("\(streams) streams a connection: ", terminator: "") }
            print(comparison(of: ours[index], with: bare[index]))
        }
    }

    /// What one round took.
    private struct Round {
        /// Images a second.
        let rate: Double
        /// Milliseconds of processor time for 1,000 images.
        let processorTime: Double
    }

    private static func comparison(of ours: [Round], with bare: [Round]) -> String {
        func text(_ rounds: [Round]) -> String {
            "\(Int(median(rounds.map(\.rate)))) images/s, \(Int(median(rounds.map(\.processorTime)))) ms/1,000"
        }
        func ratio(_ value: (Round) -> Double) -> Double {
            (median(ours.map(value)) / median(bare.map(value)) * 100).rounded() / 100
        }
        return "C loop \(text(bare)), engine \(text(ours)), ratios \(ratio(\.rate)) and \(ratio(\.processorTime))"
    }

    private static func loop(
        _ urls: [String], _ concurrency: Int, _ directory: String, _ authorities: String?, _ streams: Int
    ) -> Int {
        let texts: [UnsafePointer<CChar>?] = urls.map { UnsafePointer(strdup($0)) }
        defer { for text in texts { free(UnsafeMutablePointer(mutating: text)) } }
        return curl_loop(texts, texts.count, concurrency, streams, directory, authorities)
    }

    private static func engine(
        _ urls: [String], _ concurrency: Int, _ directory: String, _ authorities: String?, streams: Int
    ) async -> Int {
        var options = FetchOptions()
        options.concurrency = concurrency
        options.hostConcurrency = concurrency
        options.connectionStreams = streams
        options.hostDelay = .zero
        options.allowsPrivateHosts = true
        options.certificateAuthorityFile = authorities
        guard let engine = try? FetchEngine(options: options) else { return 0 }
        defer { engine.shutdown() }
        return await withTaskGroup(of: Bool.self) { group in
            var waiting = urls.makeIterator()
            func add() {
                guard let url = waiting.next() else { return }
                group.addTask {
                    let outcome = await engine.fetch(FetchRequest(url: url))
                    guard case .success(let response) = outcome.result, response.status == 200 else { return false }
                    return curl_loop_store(response.body, response.body.count, directory) == 0
                }
            }
            for _ in 0..<concurrency * 2 { add() }
            var stored = 0
            for await isStored in group {
                if isStored { stored += 1 }
                add()
            }
            return stored
        }
    }

    /// What a round takes; ends the program where an image is missing.
    private static func measure(
        _ count: Int, in parent: String, _ body: @Sendable (String) async -> Int
    ) async -> Round {
        let directory = parent + "/round"
        mkdir(directory, 0o755)
        let start = ContinuousClock.now
        let before = processorTime()
        let stored = await body(directory)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let busy = processorTime() - before
        guard stored == count else {
            print("only \(stored) of \(count) were stored")
            exit(1)
        }
        empty(directory)
        return Round(rate: Double(count) / seconds, processorTime: busy * 1_000_000 / Double(count))
    }

    /// Seconds that the processors have spent on this program, in it and in the system.
    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
    }

    private static func empty(_ directory: String) {
        guard let stream = opendir(directory) else { return }
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { unlink(directory + "/" + name) }
        }
        closedir(stream)
        rmdir(directory)
    }

    private static func lines(of path: String) -> [String]? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var lines: [String] = []
        while let line = readLine(from: file) { if !line.isEmpty { lines.append(line) } }
        return lines
    }

    private static func readLine(from file: UnsafeMutablePointer<FILE>) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(text) }
        let count = getline(&text, &capacity, file)
        guard count > 0, let text else { return nil }
        let line = String(cString: text)
        return line.last == "\n" ? String(line.dropLast()) : line
    }

    private static func median(_ numbers: [Double]) -> Double { numbers.sorted()[numbers.count / 2] }
}
