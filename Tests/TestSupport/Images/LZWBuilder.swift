/// A small LZW encoder (GIF89a appendix F).
package enum LZW {
    /// A clear code, codes of the longest known strings, and the end code; a full table stays as it is.
    package static func codes(of indexes: [UInt8], minimumCodeSize: Int) -> [Int] {
        let clear = 1 << minimumCodeSize
        var table: [[UInt8]: Int] = [:]
        for index in 0..<clear { table[[UInt8(index)]] = index }
        var codes = [clear]
        var string: [UInt8] = []
        for index in indexes {
            if table[string + [index]] == nil, let code = table[string] {
                codes.append(code)
                // Two codes are no strings: clear and end.
                if table.count + 2 < 4096 { table[string + [index]] = table.count + 2 }
                string = []
            }
            string.append(index)
        }
        return codes + (table[string].map { [$0] } ?? []) + [clear + 1]
    }

    /// Packs codes, each with as many bits as a decoder reads.
    package static func packed(_ codes: [Int], minimumCodeSize: Int) -> [UInt8] {
        let clear = 1 << minimumCodeSize
        var (next, size, isFirst) = (clear + 2, minimumCodeSize + 1, true)
        var bits: [Bool] = []
        for code in codes {
            bits += (0..<size).map { code >> $0 & 1 == 1 }
            if code == clear {
                (next, size, isFirst) = (clear + 2, minimumCodeSize + 1, true)
                continue
            }
            if !isFirst, next < 4096 { next += 1 }
            isFirst = false
            if next == 1 << size, size < 12 { size += 1 }
        }
        return stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<min(start + 8, bits.count)].reversed().reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
        }
    }
}
