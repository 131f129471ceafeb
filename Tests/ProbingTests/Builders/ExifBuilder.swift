import Probing
import TestSupport

/// Builds EXIF data, from the TIFF header on.
enum Exif {
    static func data(
        orientation: Int, order: ByteOrder = .bigEndian, directoryAt directory: Int = 8, type: Int = 3, count: Int = 1,
        entriesBefore: Int = 0
    ) -> [UInt8] {
        func number(_ value: Int, _ size: Int) -> [UInt8] {
            order == .bigEndian ? bigEndian(value, size: size) : littleEndian(value, size: size)
        }
        let mark = order == .bigEndian ? "MM" : "II"
        let header = Array(mark.utf8) + number(42, 2) + number(directory, 4)
        let padding = [UInt8](repeating: 0xEE, count: max(directory - 8, 0))
        let other = (0..<entriesBefore).flatMap {
            number(0x0100 + $0 % 4, 2) + number(3, 2) + number(1, 4) + number(7, 4)
        }
        let entry = number(0x0112, 2) + number(type, 2) + number(count, 4) + number(orientation, 2) + number(0, 2)
        return header + padding + number(entriesBefore + 1, 2) + other + entry + number(0, 4)
    }
}
