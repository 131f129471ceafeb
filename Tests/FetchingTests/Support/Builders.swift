import Fetching

extension FetchOptions {
    /// For a server on loopback: no pauses to speak of, no retries unless asked for, and limits of time of a day.
    ///
    /// No machine is slow enough to meet these; a test that is about a limit sets a shorter one.
    static func testing(_ change: (inout FetchOptions) -> Void = { _ in }) -> FetchOptions {
        var options = FetchOptions()
        options.allowsPrivateHosts = true
        options.hostDelay = .zero
        options.maximumRetries = 0
        options.retryDelay = .milliseconds(1)
        options.maximumRetryDelay = .milliseconds(20)
        options.minimumRetryBudget = 1_000_000
        options.connectTimeout = .seconds(86_400)
        options.firstByteTimeout = .seconds(86_400)
        options.stallTimeout = .seconds(86_400)
        options.totalTimeout = .seconds(86_400)
        // Between two requests of a test, all others may have their turn.
        options.connectionIdleTime = .seconds(86_400)
        change(&options)
        return options
    }
}

extension FetchEngine {
    func fetch(_ url: String) async -> FetchOutcome { await fetch(FetchRequest(url: url)) }

    /// Fetches all at once; the outcomes in the order of the URLs.
    func fetchAll(_ urls: [String]) async -> [FetchOutcome] {
        await withTaskGroup(of: (Int, FetchOutcome).self) { group in
            for (index, url) in urls.enumerated() {
                group.addTask { (index, await self.fetch(url)) }
            }
            var outcomes: [Int: FetchOutcome] = [:]
            for await (index, outcome) in group { outcomes[index] = outcome }
            return urls.indices.compactMap { outcomes[$0] }
        }
    }
}

extension FetchOutcome {
    var response: FetchResponse? { try? result.get() }
    var status: Int? { response?.status }
    var text: String? { response.map { String(decoding: $0.body, as: UTF8.self) } }

    var failure: FetchFailure? {
        guard case .failure(let failure) = result else { return nil }
        return failure
    }

    var isRefused: Bool {
        guard case .refused = failure else { return false }
        return true
    }

    /// The text of a failure of `.connection`.
    var connectionReason: String? {
        guard case .connection(let reason) = failure else { return nil }
        return reason
    }

    /// The text of a failure of `.timedOut`.
    var timeoutReason: String? {
        guard case .timedOut(let reason) = failure else { return nil }
        return reason
    }
}

/// gzip members (RFC 1952) made of deflate blocks (RFC 1951).
enum Gzip {
    static let header: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]
    /// A stored block of no bytes, not the last one.
    static let emptyBlock: [UInt8] = [0, 0, 0, 0xff, 0xff]

    /// A member with the data in one stored block.
    static func stored(_ data: [UInt8]) -> [UInt8] {
        let length = littleEndian(UInt16(data.count))
        return header + [1] + length + length.map { ~$0 } + data + littleEndian(checksum(data))
            + littleEndian(UInt32(data.count))
    }

    /// The start of a member that unfolds to at least this many zeros, each 258 of them from 13 bits.
    static func zeros(_ count: Int) -> [UInt8] {
        var bits = BitWriter()
        bits.write([0, 1, 0])  // not the last block; fixed codes, low bit first
        bits.write([0, 0, 1, 1, 0, 0, 0, 0])  // literal 0
        for _ in 0...(count / 258) {
            bits.write([1, 1, 0, 0, 0, 1, 0, 1])  // length 258
            bits.write([0, 0, 0, 0, 0])  // distance 1
        }
        return header + bits.bytes
    }

    private struct BitWriter {
        var bytes: [UInt8] = []
        var used = 8

        mutating func write(_ bits: [UInt8]) {
            for bit in bits {
                if used == 8 {
                    bytes.append(0)
                    used = 0
                }
                bytes[bytes.count - 1] |= bit << UInt8(used)
                used += 1
            }
        }
    }

    private static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }

    private static func checksum(_ data: [UInt8]) -> UInt32 {
        ~data.reduce(UInt32.max) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value >> 1 ^ (value & 1 == 1 ? 0xedb8_8320 : 0) }
        }
    }
}
