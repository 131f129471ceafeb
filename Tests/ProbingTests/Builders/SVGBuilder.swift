import CZlib
import TestSupport
import Testing

/// Builds SVG images.
enum SVG {
    static let namespace = "http://www.w3.org/2000/svg"

    /// A whole image, in UTF-8, whose root element has the given attributes beside that of its namespace.
    static func image(_ attributes: String, prolog: String = "") -> [UInt8] {
        Array((prolog + root(attributes)).utf8)
    }

    static func root(_ attributes: String) -> String {
        "<svg xmlns=\"\(namespace)\" \(attributes)><path d=\"M0 0\"/></svg>"
    }

    /// The text in UTF-16.
    static func utf16(_ text: String, isBigEndian: Bool, hasMark: Bool = false) -> [UInt8] {
        ((hasMark ? [0xFEFF] : []) + Array(text.utf16)).flatMap {
            isBigEndian ? bigEndian(Int($0), size: 2) : littleEndian(Int($0), size: 2)
        }
    }
}

/// Makes gzip data.
enum Gzip {
    static func compress(_ bytes: [UInt8]) throws -> [UInt8] {
        var stream = z_stream()
        try #require(zlib_deflate_init_gzip(&stream) == Z_OK)
        defer { deflateEnd(&stream) }
        var input = bytes
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        let status = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        try #require(status == Z_STREAM_END)
        return Array(output.prefix(Int(stream.total_out)))
    }

    /// Gzip data of one block that is not compressed, with a file name and a comment in their header (RFC 1952 §2.3).
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        let start: [UInt8] = [0x1F, 0x8B, 8, 0x18, 0, 0, 0, 0, 0, 3] + Array("a.svg\0a comment\0".utf8)
        return start + [1] + littleEndian(bytes.count, size: 2) + littleEndian(~bytes.count, size: 2) + bytes
    }
}
