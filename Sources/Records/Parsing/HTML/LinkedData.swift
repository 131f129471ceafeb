/// JSON-LD in a script of a page (JSON-LD 1.1 §7).
enum LinkedData {
    /// Hands the nodes of a script's content to a sink where it is JSON; else it is no data to a browser or a search
    /// engine either.
    static func scan<Sink: NodeSink>(_ source: SourceBytes, _ range: Range<Int>, into sink: inout Sink) {
        if sink.bodies?.excluded.contains(.linkedData) == true { return }
        let content = source.prefix(upTo: range.upperBound)
        var discarding = DiscardingSink()
        var trial = JSONParser(content, range: range)
        do throws(ParseFailure) { try trial.parseValue(into: &discarding) } catch { return }
        sink.beginEmbeddedData("script")
        var parser = JSONParser(content, range: range)
        // It cannot fail the second time.
        do throws(ParseFailure) { try parser.parseValue(into: &sink) } catch { return }
    }
}

/// Takes the nodes of what is only to be checked.
private struct DiscardingSink: NodeSink {
    var bodies: BodySettings? { nil }

    mutating func beginDocument() {}
    mutating func beginCollection(_ node: CollectionNode) {}
    mutating func endCollection() {}
    mutating func scalar(_ node: ScalarNode) {}
    mutating func needsPlace(ofScalar content: UnsafeRawBufferPointer) -> Bool { false }
    mutating func alias(_ node: AliasNode) {}
    mutating func beginTable(_ columns: [TableColumn]) -> Bool { false }
    mutating func column(_ index: Int) {}
    mutating func element(_ element: BodyElement) {}
    mutating func beginEmbeddedData(_ name: String) {}
    mutating func abandonItem(_ failure: ItemFailure) {}
}
