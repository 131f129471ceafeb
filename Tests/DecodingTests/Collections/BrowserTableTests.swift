import Probing
import Testing

@Suite(
    "Sizes that browsers lay images out with",
    .enabled(if: !BrowserTable.rows.isEmpty, "the collection of real images is absent"))
struct BrowserTableTests {
    /// Drawings may have a ratio alone, and have tests of their own.
    private static let rows = BrowserTable.rows.filter { $0.format != "svg" }

    @Test("The table is read whole")
    func table() {
        #expect(Self.rows.count == 9)
    }

    @Test("A size is the one that browsers have", arguments: rows)
    func size(row: BrowserRow) throws {
        let bytes = try BrowserTable.bytes(of: row)
        let header = try Probe.header(of: bytes.span)
        #expect(header.format.rawValue == row.format)
        guard let size = row.size else { return }
        #expect(header.width == size.width && header.height == size.height)
    }
}
