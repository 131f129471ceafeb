import CurlLoop
import Fetching
import Glibc

/// Fetches the URLs of a list with the engine and with a bare loop over libcurl, in turn, and tells images a second and
/// processor time.
///
/// Both hash every body with SHA-256 and write it to a file. The medians of the rounds count: on a busy machine
/// those of processor time, which other programs change little. A file of authorities to
/// trust makes it HTTP/2, where the URLs are of https.
@main struct FetchingBenchmark {
    static func main() async {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3, let urls = lines(of: arguments[1]), !urls.isEmpty else {
            print("usage: fetching-benchmark URL-LIST OUTPUT-DIRECTORY [CONCURRENCY [ROUNDS [AUTHORITIES]]]")
            exit(2)
        }
        let concurrency = arguments.count > 3 ? Int(arguments[3]) ?? 100 : 100
        let rounds = arguments.count > 4 ? Int(arguments[4]) ?? 5 : 5
        let authorities = arguments.count > 5 ? arguments[5] : nil
        // Over HTTP/2 the loop has all on one connection, which by default the engine has not.
        let streams = [FetchOptions().connectionStreams] + (authorities == nil ? [] : [concurrency])
        var bare: [Round] = []
        var ours = streams.map { _ in [Round]() }
        for _ in 0..<max(1, rounds) {
            bare.append(await round(urls.count, in: arguments[2]) { loop(urls, concurrency, $0, authorities) })
            for (index, streams) in streams.enumerated() {
                let measured = await round(urls.count, in: arguments[2]) {
                    await engine(urls, concurrency, $0, authorities, streams: streams)
                }
                ours[index].append(measured)
            }
        }
        print("C loop \(Int(median(bare, \.rate))) images/s", terminator: "")
        for (streams, rounds) in zip(streams, ours) {
            let name = authorities == nil ? "engine" : "engine with \(streams) streams a connection"
            let ratio = hundredths(median(rounds, \.rate) / median(bare, \.rate))
            let processor = hundredths(median(rounds, \.processorSeconds) / median(bare, \.processorSeconds))
            print(", \(name) \(Int(median(rounds, \.rate))) images/s, ratio \(ratio)", terminator: "")
            print(" (processor time \(processor))", terminator: "")
        }
        print()
    }

    /// What one round of one of them took.
    private struct Round {
        /// Images a second.
        let rate: Double
        let processorSeconds: Double
    }

    private static func loop(
        _ urls: [String], _ concurrency: Int, _ directory: String, _ authorities: String?
    ) -> Int {
        let texts: [UnsafePointer<CChar>?] = urls.map { UnsafePointer(strdup($0)) }
        defer { for text in texts { free(UnsafeMutablePointer(mutating: text)) } }
        return curl_loop(texts, texts.count, concurrency, directory, authorities)
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

    /// Measures one round; ends the program where an image is missing.
    private static func round(_ count: Int, in parent: String, _ body: @Sendable (String) async -> Int) async -> Round {
        let directory = parent + "/round"
        mkdir(directory, 0o755)
        let start = ContinuousClock.now
        let processorStart = processorSeconds()
        let stored = await body(directory)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let processorSeconds = processorSeconds() - processorStart
        guard stored == count else {
            print("only \(stored) of \(count) were stored")
            exit(1)
        }
        empty(directory)
        return Round(rate: Double(count) / seconds, processorSeconds: processorSeconds)
    }

    /// Seconds that the processors have worked for this program, its system calls included.
    private static func processorSeconds() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let microseconds = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(microseconds) / 1e6
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

    private static func median(_ rounds: [Round], _ value: (Round) -> Double) -> Double {
        rounds.map(value).sorted()[rounds.count / 2]
    }

    private static func hundredths(_ number: Double) -> Double { (number * 100).rounded() / 100 }
}
