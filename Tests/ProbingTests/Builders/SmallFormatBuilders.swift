import TestSupport

/// Builds the header of a TGA and some of its bytes.
enum TGA {
    static func header(
        type: UInt8, depth: UInt8, descriptor: UInt8 = 0, map: (first: Int, length: Int, depth: UInt8)? = nil,
        width: Int = 300, height: Int = 200
    ) -> [UInt8] {
        let mapFields = littleEndian(map?.first ?? 0, size: 2) + littleEndian(map?.length ?? 0, size: 2)
        return [3, map == nil ? 0 : 1, type] + mapFields + [map?.depth ?? 0, 0, 0, 0, 0]
            + littleEndian(width, size: 2) + littleEndian(height, size: 2) + [depth, descriptor] + [1, 2, 3, 4]
    }
}

/// Builds the header of a QOI.
enum QOI {
    static func header(width: Int, height: Int, channels: UInt8 = 4, colourSpace: UInt8 = 0) -> [UInt8] {
        Array("qoif".utf8) + bigEndian(width, size: 4) + bigEndian(height, size: 4) + [channels, colourSpace, 0xC0]
    }
}

/// Builds the header of a Photoshop document.
enum PSD {
    static func header(
        width: Int, height: Int, version: Int = 1, reserved: UInt8 = 0, channels: Int = 3, depth: Int = 8, mode: Int = 3
    ) -> [UInt8] {
        Array("8BPS".utf8) + bigEndian(version, size: 2) + [0, 0, 0, 0, 0, reserved] + bigEndian(channels, size: 2)
            + bigEndian(height, size: 4) + bigEndian(width, size: 4) + bigEndian(depth, size: 2)
            + bigEndian(mode, size: 2) + [0, 0, 0, 0]
    }
}

/// Builds the header of a DDS.
enum DDS {
    static func header(width: Int, height: Int, size: Int = 124, formatSize: Int = 32) -> [UInt8] {
        Array("DDS ".utf8) + [size, 0x1007, height, width].flatMap { littleEndian($0, size: 4) }
            + [UInt8](repeating: 7, count: 56) + littleEndian(formatSize, size: 4) + [UInt8](repeating: 7, count: 48)
    }
}

/// Builds the headers of KTX textures.
enum KTX {
    static let lineEnds: [UInt8] = [0xBB, 0x0D, 0x0A, 0x1A, 0x0A]

    static func first(width: Int, height: Int, isBigEndian: Bool, mark: Int = 0x0403_0201, faces: Int = 1) -> [UInt8] {
        let fields = [mark, 0, 1, 0, 0, 0, width, height, 0, 0, faces, 1, 0]
        return [0xAB] + Array("KTX 11".utf8) + lineEnds
            + fields.flatMap { isBigEndian ? bigEndian($0, size: 4) : littleEndian($0, size: 4) }
    }

    static func second(width: Int, height: Int, faces: Int = 1) -> [UInt8] {
        [0xAB] + Array("KTX 20".utf8) + lineEnds
            + [37, 1, width, height, 0, 0, faces, 1, 0].flatMap { littleEndian($0, size: 4) }
    }
}

/// Builds Apple icons out of elements.
enum ICNS {
    static func element(_ type: String, _ contents: [UInt8]) -> [UInt8] {
        Array(type.utf8) + bigEndian(8 + contents.count, size: 4) + contents
    }

    static func file(_ elements: [UInt8]..., length: Int? = nil) -> [UInt8] {
        let contents = elements.flatMap { $0 }
        return Array("icns".utf8) + bigEndian(length ?? 8 + contents.count, size: 4) + contents
    }
}
