/// An SVG file as it comes: the size that its root element gives, and whether it is well-formed to its end.
///
/// Browsers show no image of XML that is not well-formed. Where Chromium and Firefox differ, what was read decides.
///
/// A value: a copy goes on by itself, from where the first one stands. Since a parser can't be copied, a new one then
/// reads all from the start, for which the bytes are kept.
struct SVGDocument: Sendable {
    /// Numbers of bytes that are looked at.
    struct Limits: Sendable {
        /// Before the size is known, and in all unless the whole file is wanted.
        let header: Int
        /// Of a whole file.
        let file: Int
    }

    /// Reads the file as long as nothing in it is left to expat.
    private var scanner = SVGScanner()
    private var isScanning = true
    /// Where the pieces end that it was given.
    private var pieceEnds: [Int] = []
    private var limits = Limits(header: 0, file: 0)
    private var units = XMLCodeUnits()
    private var prolog = XMLProlog()
    private var reader: XMLReader?
    /// What came so far; of what follows the size only where copies are to be made.
    private var bytes: [UInt8] = []
    private var keepsBytes = true
    private var count = 0
    private var declarationEnd = 0
    private var typeStart: Int?
    private(set) var size: SVGSize?
    /// Nothing that may follow changes the answer.
    private var isDecided = false

    /// Whether the data have turned out to be SVG, so that an error is one of an image.
    var isKnown: Bool { prolog.isKnown }

    /// Takes the next bytes, and returns whether they are enough.
    ///
    /// Throws where no browser shows the image, where it has no size, and where a limit comes before its size.
    mutating func read(_ input: Span<UInt8>, as far: ProbeReach, _ limits: Limits) throws(ProbeError) -> Bool {
        guard isScanning else { return try readOn(input, as: far, limits) }
        self.limits = limits
        // Only a whole file says that no fault is in it.
        let isWanted = far == .file && min(limits.header, limits.file) > SVGScanner.maximumSize
        if !isWanted, pieceEnds.isEmpty {
            isScanning = false
            return try readOn(input, as: far, limits)
        }
        unsafe input.withUnsafeBufferPointer { bytes in unsafe self.bytes.append(contentsOf: bytes) }
        pieceEnds.append(bytes.count)
        if isWanted, bytes.count <= SVGScanner.maximumSize, scanner.scan(bytes) {
            size = scanner.size
            return false
        }
        return try leave(as: far)
    }

    /// Leaves all that came to expat, in the same pieces.
    private mutating func leave(as far: ProbeReach) throws(ProbeError) -> Bool {
        let (kept, ends) = (bytes, pieceEnds)
        isScanning = false
        (bytes, pieceEnds, size) = ([], [], nil)
        var start = 0
        for end in ends {
            if try readOn(kept.span.extracting(start..<end), as: far, limits) { return true }
            start = end
        }
        return false
    }

    private mutating func readOn(_ input: Span<UInt8>, as far: ProbeReach, _ limits: Limits) throws(ProbeError) -> Bool
    {
        keepsBytes = far == .header
        var rest = input
        while !isDecided, size == nil || far != .size {
            let limit = size != nil && far == .file ? limits.file : limits.header
            guard count < limit else {
                let hadSize = size != nil
                try flush()
                guard size != nil else {
                    throw .limitExceeded("more than \(limit) bytes of header come before the size")
                }
                if hadSize || far != .file { return true }
                continue
            }
            if rest.isEmpty { return false }
            let piece = rest.extracting(first: min(rest.count, limit - count))
            rest = rest.extracting(droppingFirst: piece.count)
            count += piece.count
            try take(piece)
        }
        return true
    }

    /// Whether the file may end with what was read.
    mutating func finish() throws(ProbeError) -> Bool {
        if isScanning, scanner.isWhole(count: bytes.count) { return true }
        try flush()
        let isWhole = reader?.finish() == true
        try judge()
        guard size != nil, isWhole || isDecided else {
            if prolog.isPage { throw .notAnImage }
            return false
        }
        return true
    }

    private mutating func take(_ input: Span<UInt8>) throws(ProbeError) {
        var rest = input
        while !rest.isEmpty, reader == nil {
            try scan(rest[0])
            rest = rest.extracting(droppingFirst: 1)
        }
        guard reader != nil, !rest.isEmpty else { return }
        try makeUnique()
        guard !isDecided else { return }
        if keepsBytes || size == nil { for index in 0..<rest.count { bytes.append(rest[index]) } }
        reader?.take(rest)
        try judge()
    }

    /// Makes sure that a fault in what was read is known.
    mutating func flush() throws(ProbeError) {
        if isScanning, try leave(as: .file) { return }
        try makeUnique()
        reader?.flush()
        try judge()
    }

    /// Reads on in the prolog.
    private mutating func scan(_ byte: UInt8) throws(ProbeError) {
        bytes.append(byte)
        guard let unit = try units.next(byte) else { return }
        let isRoot = try prolog.scan(unit)
        if declarationEnd == 0, prolog.hasDeclaration { declarationEnd = bytes.count }
        if typeStart == nil, prolog.hasType { typeStart = bytes.count }
        guard isRoot else { return }
        reader = try makeReader()
        try judge()
    }

    private func makeReader() throws(ProbeError) -> XMLReader {
        guard units.form == .bytes || units.markLength > 0 else {
            throw refusal("it is in UTF-16, and lacks a byte order mark")
        }
        var circumstances = XMLFault.Circumstances()
        var label: String?
        if prolog.hasDeclaration {
            guard let declaration = XMLDeclaration(prolog.declaration) else {
                throw refusal("its XML declaration is not well-formed")
            }
            circumstances.isVersion11 = declaration.isVersion11
            label = declaration.encoding
        }
        circumstances.encoding =
            switch units.form {
            case .bigEndian: .utf16BigEndian
            case .littleEndian: .utf16LittleEndian
            case .bytes: units.markLength > 0 ? .utf8 : XMLEncoding(label: label)
            }
        circumstances.start = max(declarationEnd, Int(units.markLength))
        circumstances.lines = prolog.declaration.count { $0 == 0x0A }
        circumstances.typeStart = typeStart
        let reader = try XMLReader(circumstances)
        reader.take(bytes.span.extracting(droppingFirst: circumstances.start))
        return reader
    }

    /// Where a copy has the reader, too, makes one that has read the same.
    private mutating func makeUnique() throws(ProbeError) {
        guard reader != nil, !isKnownUniquelyReferenced(&reader) else { return }
        if keepsBytes || size == nil { reader = try makeReader() } else { isDecided = true }
    }

    private mutating func judge() throws(ProbeError) {
        guard let reader, !isDecided else { return }
        if size == nil, let root = reader.root {
            guard root.namespace == SVGSize.namespace else {
                let name = prolog.prefix.isEmpty ? "xmlns" : "xmlns:\(prolog.prefix)"
                throw refusal("its root element needs \(name)=\"\(SVGSize.namespace)\"")
            }
            size = try SVGSize(root.attributes)
            if !keepsBytes { bytes = [] }
        }
        switch reader.fault {
        case nil: break
        case .refused(let reason): throw refusal(reason)
        case .unjudged where size != nil, .limit where size != nil: isDecided = true
        case .unjudged(let reason):
            throw .noSize("some browsers do not show the image, and its size can't be told: \(reason)")
        case .limit(let reason): throw .limitExceeded("the size of the image can't be read: \(reason)")
        }
    }

    private func refusal(_ reason: String) -> ProbeError {
        isKnown ? .invalid("browsers do not show the image: \(reason)") : .notAnImage
    }
}
