import CExpat

/// Judges an XML file with expat as it comes, from its root to its end.
///
/// Nothing outside the file is read, and expat's limits on entities that stand for gigabytes hold. What it keeps of the
/// file is one tag, comment or the like at most, and the names and declarations of its document type.
///
/// It is changed by one thread at a time, the one that has the only reference, so that it may be passed between them.
@safe final class XMLReader: @unchecked Sendable {
    /// Deeper elements are refused by browsers.
    private static let maximumDepth = 5000
    /// Each level of entities that refer to others takes a part of the stack.
    private static let maximumNestedEntities = 100
    /// Each default value takes time at each element.
    private static let maximumDefaultValues = 1000
    /// Default values times elements.
    private static let maximumDefaults = 50_000_000
    /// Of what the names of namespaces and attributes are joined with: no XML file can have it.
    private static let separator: UInt8 = 1

    private let parser: XML_Parser
    /// Bytes that were taken, but not parsed: the rest of a unit, or the rest of a tag or comment of which expat would
    /// look at all again for each of them.
    private var pending: [UInt8] = []
    private var parsedCount = 0
    private var incompleteCount = 0
    private var defaultValues = 0
    private var defaults = 0
    private var nestedEntities = 0
    private var depth = 0
    /// What was seen that explains a fault, or excuses it.
    private(set) var circumstances = XMLFault.Circumstances()
    /// The start tag of the root, once it has been read.
    private(set) var root: XMLRoot?
    private(set) var fault: XMLFault?

    /// Throws where there is no memory.
    init(_ circumstances: XMLFault.Circumstances) throws(ProbeError) {
        guard let parser = unsafe XML_ParserCreateNS(circumstances.encoding.expatName, XML_Char(Self.separator)) else {
            throw .limitExceeded("there is no memory to parse the image")
        }
        unsafe self.parser = parser
        self.circumstances = circumstances
        // Without a handler for them, external entities are left out; internal parameter entities are not.
        unsafe XML_SetParamEntityParsing(parser, XML_PARAM_ENTITY_PARSING_ALWAYS)
        unsafe XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        setHandlers()
    }

    private var encoding: XMLEncoding { circumstances.encoding }

    deinit { unsafe XML_ParserFree(parser) }

    /// Whether the root has been read to its end tag.
    var hasRoot: Bool { root != nil && depth == 0 }

    /// Takes the next bytes; the first ones must begin behind byte order mark and XML declaration.
    ///
    /// A fault that they have may be told later.
    func take(_ bytes: Span<UInt8>) {
        if parsedCount == 0, pending.isEmpty {
            // A document that has this, as none has in truth, may have no entity that it does not declare.
            pending = encoding.bytes(of: "<?xml version='1.0' standalone='yes'?>")
            circumstances.start -= pending.count
        }
        var rest = bytes
        while !rest.isEmpty, fault == nil {
            // expat copies what it is given.
            let piece = rest.extracting(first: min(rest.count, 1 << 16))
            rest = rest.extracting(droppingFirst: piece.count)
            if encoding == .multiByte, !circumstances.hasMultiByte {
                circumstances.hasMultiByte = piece.prefixCount { $0 < 128 && $0 != 0x1B } < piece.count
            }
            if pending.isEmpty, piece.count >= incompleteCount, piece.count % encoding.unitSize == 0 {
                parse(piece)
            } else {
                for index in 0..<piece.count { pending.append(piece[index]) }
                if pending.count >= incompleteCount { parsePending() }
            }
        }
    }

    /// Makes sure that a fault in what was taken is known.
    func flush() {
        if fault == nil, !pending.isEmpty { parsePending() }
    }

    /// Takes note that the file ends, and returns whether that is where it may.
    ///
    /// A rest of a character behind the root is passed by, as browsers do.
    func finish() -> Bool {
        guard fault == nil, unsafe XML_Parse(parser, nil, 0, 1) == XML_STATUS_ERROR else { return fault == nil }
        switch unsafe XML_GetErrorCode(parser) {
        case XML_ERROR_PARTIAL_CHAR where hasRoot: return true
        case XML_ERROR_NO_ELEMENTS, XML_ERROR_UNCLOSED_TOKEN, XML_ERROR_PARTIAL_CHAR, XML_ERROR_UNCLOSED_CDATA_SECTION:
            return circumstances.hasMultiByte
        default:
            noteFault()
            return false
        }
    }

    private func parsePending() {
        let rest = pending.count % encoding.unitSize
        let bytes = pending
        pending = []
        if rest > 0, let last = bytes.last { pending.append(last) }
        parse(bytes.span.extracting(droppingLast: rest))
    }

    private func parse(_ bytes: Span<UInt8>) {
        let status = unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) {
                unsafe XML_Parse(parser, $0.baseAddress, Int32(clamping: $0.count), 0)
            }
        }
        parsedCount += bytes.count
        incompleteCount = max(0, unsafe parsedCount - max(0, Int(XML_GetCurrentByteIndex(parser))))
        if status == XML_STATUS_ERROR { noteFault() }
    }

    private func noteFault() {
        guard fault == nil else { return }
        fault = unsafe XMLFault(
            XML_GetErrorCode(parser), at: Int(XML_GetCurrentByteIndex(parser)),
            line: Int(XML_GetCurrentLineNumber(parser)), context(), root == nil ? .prolog : hasRoot ? .end : .root,
            circumstances)
    }

    /// The bytes around the place of the fault.
    private func context() -> XMLFault.Context {
        var offset: Int32 = 0
        var size: Int32 = 0
        guard let start = unsafe XML_GetInputContext(parser, &offset, &size) else {
            return XMLFault.Context(bytes: [], position: 0)
        }
        let first = max(0, offset - 128)
        let bytes = (first..<max(first, min(size, offset + 16))).map { unsafe UInt8(bitPattern: start[Int($0)]) }
        return XMLFault.Context(bytes: bytes, position: Int(offset - first))
    }

    /// Gives up for a reason of ours.
    private func stop(_ fault: XMLFault) {
        self.fault = self.fault ?? fault
        unsafe XML_StopParser(parser, 0)
    }
}

// What expat calls.
extension XMLReader {
    private func setHandlers() {
        unsafe XML_SetUnknownEncodingHandler(parser, expat_take_any_encoding, nil)
        unsafe XML_SetElementHandler(
            parser, { unsafe XMLReader.of($0)?.open($1, $2) }, { data, _ in unsafe XMLReader.of(data)?.close() })
        unsafe XML_SetDoctypeDeclHandler(
            parser, { data, _, _, identifier, _ in unsafe XMLReader.of(data)?.openType(identifier) },
            { unsafe XMLReader.of($0)?.circumstances.hasTypeEnd = true })
        unsafe XML_SetEntityDeclHandler(parser) { data, _, _, value, count, _, _, _, _ in
            guard let value = unsafe value, count > 0 else { return }
            unsafe XMLReader.of(data)?.declareEntity(UnsafeBufferPointer(start: value, count: Int(count)))
        }
        unsafe XML_SetAttlistDeclHandler(parser) { data, _, _, _, value, _ in
            if unsafe value != nil { unsafe XMLReader.of(data)?.declareDefault() }
        }
    }

    private static func of(_ data: UnsafeMutableRawPointer?) -> XMLReader? {
        unsafe data.map { unsafe Unmanaged<XMLReader>.fromOpaque($0).takeUnretainedValue() }
    }

    private func open(
        _ name: UnsafePointer<XML_Char>?, _ attributes: UnsafeMutablePointer<UnsafePointer<XML_Char>?>?
    ) {
        depth += 1
        if depth > Self.maximumDepth {
            let line = unsafe Int(XML_GetCurrentLineNumber(parser))
            return stop(.refused("more than \(Self.maximumDepth) elements lie within each other in line \(line)"))
        }
        defaults += defaultValues
        if defaults > Self.maximumDefaults { return stop(.limit("its elements have too many default values")) }
        guard root == nil, let name = unsafe name, let attributes = unsafe attributes else { return }
        var values: [String: String] = [:]
        var index = 0
        while let name = unsafe attributes[index], let value = unsafe attributes[index + 1] {
            unsafe values[String(cString: name)] = unsafe String(cString: value)
            index += 2
        }
        let parts = unsafe String(cString: name).utf8.split(separator: Self.separator).map { String(Substring($0)) }
        root = XMLRoot(
            namespace: parts.count > 1 ? parts[0] : "",
            attributes: SVGSize.Attributes(
                width: values["width"], height: values["height"], viewBox: values["viewBox"], style: values["style"],
                fontSize: values["font-size"]))
    }

    private func close() { depth -= 1 }

    private func openType(_ identifier: UnsafePointer<XML_Char>?) {
        circumstances.hasTypeStart = true
        circumstances.identifier = unsafe identifier.map { unsafe String(cString: $0) } ?? ""
    }

    private func declareEntity(_ value: UnsafeBufferPointer<XML_Char>) {
        let markup = "<&%".utf8
        guard unsafe value.contains(where: { markup.contains(UInt8(bitPattern: $0)) }) else { return }
        circumstances.hasMarkupEntities = true
        nestedEntities += 1
        if nestedEntities > Self.maximumNestedEntities { stop(.limit("its entities refer to too many others")) }
    }

    private func declareDefault() {
        defaultValues += 1
        if defaultValues > Self.maximumDefaultValues { stop(.limit("its document type has too many default values")) }
    }
}

/// The start tag of a root element.
struct XMLRoot: Sendable {
    /// The namespace of its name; empty without one.
    let namespace: String
    /// With the default values that the document type has.
    let attributes: SVGSize.Attributes
}

/// The library that parses XML.
package enum XMLLibrary {
    /// The version of expat in use, such as `2.5.0`.
    package static var version: String {
        let name = unsafe XML_ExpatVersion().map { unsafe String(cString: $0) } ?? ""
        return String(name.split(separator: "_").last ?? "")
    }
}
