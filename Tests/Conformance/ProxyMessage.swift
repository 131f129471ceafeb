import Foundation

/// One line of standard input: a request to make.
struct ProxyRequest: Decodable, Sendable {
    /// What the answer's line repeats, a text or a number.
    let id: Identifier
    let method: String?
    let url: String
    let headers: [[String]]?
    let body: String?
}

/// One line of standard output: what became of a request.
struct ProxyAnswer: Encodable, Sendable {
    let id: Identifier?
    var status: Int?
    var headers: [[String]]?
    /// As UTF-8, with U+FFFD in place of what is none.
    var body: String?
    /// In place of all others, why there is no response.
    var error: String?

    var line: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(self) else { return #"{"error":"the answer cannot be written as JSON"}"# }
        return String(decoding: data, as: UTF8.self)
    }
}

/// The identifier of a request as it was given.
enum Identifier: Codable, Sendable {
    case text(String)
    case number(Int)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int.self) {
            self = .number(number)
        } else {
            self = .text(try container.decode(String.self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        }
    }
}
