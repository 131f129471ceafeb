import Decoding
import Probing
import TestSupport
import Testing

@Suite("JPEGs with further images behind them")
struct MultiPictureTests {
    private static let photo = TestPicture(width: 64, height: 40, seed: 4).jpeg()
    private static let gainMap = TestPicture(width: 16, height: 10, seed: 5).jpeg()

    @Test("A whole one is intact, whatever follows it", arguments: [ByteOrder.bigEndian, .littleEndian])
    func whole(order: ByteOrder) {
        let file = MultiPicture(images: [Self.photo, Self.gainMap, Self.gainMap], order: order)
        #expect(verdict(file.bytes, as: .jpeg) == .intact)
        #expect(verdict(file.bytes + [1, 2, 3], as: .jpeg) == .intact)
    }

    @Test("One that ends within a further image is cut short", arguments: [ByteOrder.bigEndian, .littleEndian])
    func cut(order: ByteOrder) {
        let file = MultiPicture(
            images: [Self.photo, Self.gainMap, Self.gainMap], order: order, before: JPEG.segment(0xE0, [1, 2]))
        let ends = [file.startOfSecond, file.startOfSecond + Self.gainMap.count]
        for count in file.startOfSecond..<file.bytes.count {
            let found = verdict(Array(file.bytes.prefix(count)), as: .jpeg)
            // Where one image ends and the next one has not begun, nothing tells a cut from images that were taken out.
            guard !ends.contains(count) else {
                #expect(found == .intact)
                continue
            }
            let number = count < ends[1] ? 2 : 3
            #expect(
                found.name == "truncated" && found.detail?.contains("within image \(number) behind it") == true,
                "\(count): \(found)")
        }
    }

    @Test("A picture can be had of one whose gain map is cut short")
    func pictureOfCut() throws {
        let file = MultiPicture(images: [Self.photo, Self.gainMap])
        let picture = try #require(decodedPicture(of: file.bytes.dropLast(9), as: .jpeg, side: 64))
        #expect(picture.width == 64 && picture.height == 40)
    }

    @Test("A table that other programs left behind is no damage")
    func staleTable() {
        let bytes = MultiPicture(images: [Self.photo, Self.gainMap]).bytes
        let start = bytes.count - Self.gainMap.count
        // The further images were taken out, also with a comment added.
        #expect(verdict(Array(bytes[..<start]), as: .jpeg) == .intact)
        let comment = JPEG.segment(0xFE, [UInt8](repeating: 0x41, count: 9))
        let behindTable = 92
        #expect(verdict(bytes[..<behindTable] + comment + bytes[behindTable..<start], as: .jpeg) == .intact)
        // The first image was written anew, longer or shorter than it was, and what follows is as it was.
        for count in [bytes.count, bytes.count - 20] {
            #expect(verdict(bytes[..<behindTable] + comment + bytes[behindTable..<count], as: .jpeg) == .intact)
        }
        let segment = JPEG.segment(0xE0, [UInt8](repeating: 0, count: 12))
        let shortened = MultiPicture(images: [Self.photo[..<2] + segment + Self.photo[2...], Self.gainMap]).bytes
        let place = shortened.indices.first { shortened[$0...].starts(with: segment) } ?? 0
        let without = shortened[..<place] + shortened[(place + segment.count)...]
        #expect(verdict(without.dropLast(20), as: .jpeg) == .intact)
    }

    @Test("A further image that is shorter than the table says, but whole, is no damage")
    func smallerImage() {
        let sizes = [0, Self.gainMap.count + 4000]
        let file = MultiPicture(images: [Self.photo, Self.gainMap], sizes: sizes)
        #expect(verdict(file.bytes, as: .jpeg) == .intact)
        #expect(verdict(file.bytes + [0, 0, 0, 0], as: .jpeg) == .intact)
        #expect(verdict(file.bytes.dropLast(), as: .jpeg).name == "truncated")
    }

    @Test("Something else than an image behind the first one, and a table that makes no sense, are no damage")
    func nonsense() {
        let junk = MultiPicture(images: [Self.photo, [UInt8](repeating: 0x55, count: 300)])
        #expect(verdict(junk.bytes.dropLast(100), as: .jpeg) == .intact)
        let wrongNumber = MultiPicture(images: [Self.photo, Self.gainMap], number: 0xFFFF_FFFF)
        #expect(verdict(wrongNumber.bytes.dropLast(9), as: .jpeg) == .intact)
        let bytes = MultiPicture(images: [Self.photo, Self.gainMap]).bytes
        // Header, directory and entries of the table, byte by byte.
        for index in 10..<92 {
            var changed = bytes
            for value in [0, 0xFF] as [UInt8] {
                changed[index] = value
                #expect(verdict(changed, as: .jpeg) == .intact, "byte \(index)")
            }
        }
    }

    @Test("Damage of the first image is told, not the end of the file")
    func damagedFirst() {
        var bytes = MultiPicture(images: [Self.photo, Self.gainMap]).bytes
        let middle = bytes.count - Self.gainMap.count - Self.photo.count / 4
        bytes.replaceSubrange(middle..<middle + 2, with: [0xFF, 0xD3])
        #expect(verdict(bytes.dropLast(9), as: .jpeg).name == "corrupt")
    }
}
