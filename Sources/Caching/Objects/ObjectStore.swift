import Glibc
package import Hashing
package import Probing

/// The objects of a cache, named by their SHA-256 (`ab/ab….jpg`), wherever they are kept.
package struct ObjectStore: Sendable {
    /// Whether an object is still what was stored.
    package enum Condition: Sendable, Hashable {
        case present
        /// It is not there; the text says which.
        case missing(String)
        /// The content no longer hashes to the name, or it is no file; the text says so.
        case altered(String)
    }

    let backend: any ObjectBackend
    /// What was found of objects that had to be hashed and are whole.
    let stamps = ObjectStamps()

    package init(_ backend: any ObjectBackend) { self.backend = backend }

    private static func name(of id: SHA256, format: ImageFormat) -> String {
        let hex = id.hex
        return "\(hex.prefix(2))/\(hex).\(format.fileExtension)"
    }

    static func name(of object: ImageObject) -> String { name(of: object.id, format: object.header.format) }

    /// What people are told of where an object is kept: the path of its file.
    package func location(of object: ImageObject) -> String { backend.location(of: Self.name(of: object)) }

    /// The file of an object, of which hard links can be made; nil where the objects are no local files.
    package func localPath(of object: ImageObject) -> String? { backend.localPath(of: Self.name(of: object)) }

    /// Takes an image that is to be put in place with others; one that is there already is not written again.
    package func stage(
        _ bytes: [UInt8], header: ImageHeader, soundness: ImageObject.Soundness, summary: ImageSummary? = nil
    ) throws(ObjectError) -> StagedObject {
        let object = ImageObject(
            id: SHA256(of: bytes), header: header, soundness: soundness, byteCount: bytes.count, modificationTime: 0,
            summary: summary)
        let name = Self.name(of: object)
        if let status = try? backend.status(of: name), status.size == bytes.count,
            let present = try? backend.read(name), Self.areSame(present, bytes)
        {
            return StagedObject(object: object, content: .present(.memory(bytes)))
        }
        return StagedObject(object: object, content: .staged(try backend.stage(bytes)))
    }

    /// Begins the bytes of an image that come piece by piece.
    package func makeGrowingContent() throws(ObjectError) -> any GrowingContent { try backend.makeGrowingContent() }

    /// Takes an image whose bytes came piece by piece, and that is to be put in place with others.
    ///
    /// - Parameter id: The hash of the bytes.
    package func stage(
        _ content: any GrowingContent, id: SHA256, header: ImageHeader, soundness: ImageObject.Soundness,
        summary: ImageSummary? = nil
    ) throws(ObjectError) -> StagedObject {
        let object = ImageObject(
            id: id, header: header, soundness: soundness, byteCount: content.count, modificationTime: 0,
            summary: summary)
        let isPresent = (try? hasWhole(object)) ?? false
        let staged = try content.finish()
        return StagedObject(object: object, content: isPresent ? .present(staged) : .staged(staged))
    }

    /// Whether what has the name of an object has its size, and hashes to its name.
    private func hasWhole(_ object: ImageObject) throws(ObjectError) -> Bool {
        let name = Self.name(of: object)
        guard try backend.status(of: name).size == object.byteCount else { return false }
        return try hash(of: name) == object.id
    }

    /// The hash of what is under a name, which is never in memory as a whole.
    private func hash(of name: String) throws(ObjectError) -> SHA256 {
        var hash = RunningSHA256()
        try backend.forEachPiece(of: name) { piece in
            hash.add(piece.bytes)
            return true
        }
        return hash.value
    }

    /// Compares as C does: the operator goes from byte to byte.
    private static func areSame(_ some: [UInt8], _ others: [UInt8]) -> Bool {
        some.count == others.count
            && some.withUnsafeBytes { some in
                others.withUnsafeBytes { others in
                    guard let start = some.baseAddress, let otherStart = others.baseAddress else { return true }
                    return memcmp(start, otherStart, some.count) == 0
                }
            }
    }

    /// Whether an object is whole: by size, modification time and inode, and by its hash where these differ.
    ///
    /// Throws where that cannot be told, since what may not be read is not missing.
    ///
    /// - Parameter full: Hashes it in any case.
    package func condition(of object: ImageObject, full: Bool = false) throws(ObjectError) -> Condition {
        let name = Self.name(of: object)
        do throws(ObjectError) {
            let status = try backend.status(of: name)
            let isUnchanged = object.isUnchanged(by: status)
            if isUnchanged && !full { return .present }
            guard try hash(of: name) == object.id else {
                return .altered("'\(backend.location(of: name))' does not hash to its name")
            }
            if !isUnchanged || object.inode != status.inode { stamps.note(status, of: object.id) }
            return .present
        } catch {
            switch error.kind {
            case .isAbsence: return .missing("the file of object \(object.id) is gone")
            case .isForeign: return .altered(error.description)
            case .isTrouble: throw error
            }
        }
    }

    /// Whether something that can be an object has its name.
    func exists(_ object: ImageObject) throws(ObjectError) -> Bool {
        do throws(ObjectError) {
            _ = try backend.status(of: Self.name(of: object))
            return true
        } catch {
            if error.kind == .isTrouble { throw error }
            return false
        }
    }

    /// The bytes of an object.
    package func bytes(of object: ImageObject) throws(ObjectError) -> [UInt8] {
        try bytes(of: object.id, format: object.header.format)
    }

    /// The first bytes of an object, at least `count` where it has as many.
    package func opening(of object: ImageObject, count: Int) throws(ObjectError) -> [UInt8] {
        var opening: [UInt8] = []
        try backend.forEachPiece(of: Self.name(of: object)) { piece in
            for index in 0..<min(piece.count, count - opening.count) { opening.append(piece[index]) }
            return opening.count < count
        }
        return opening
    }

    /// The same of an object of which no more than its name is known.
    package func bytes(of id: SHA256, format: ImageFormat) throws(ObjectError) -> [UInt8] {
        try backend.read(Self.name(of: id, format: format))
    }

    /// Takes an object away; that it is gone already is no error.
    package func remove(_ object: ImageObject) throws(ObjectError) { try backend.remove(Self.name(of: object)) }

    /// How old what has a temporary name must be to belong to no running process, in seconds.
    private static let leftoverAge: Int64 = 3_600

    /// What no row of the index knows: objects, and old temporary files; what has any other name is not ours.
    ///
    /// - Parameter known: The names of the objects that the index has.
    package func leftovers(
        besides known: Set<String>, now: Int64
    ) throws(ObjectError) -> [(name: String, status: ObjectStatus)] {
        try backend.list { !known.contains($0) }.filter { name, status in
            let last = name.split(separator: "/").last ?? ""
            if SHA256(hex: last.prefix(64)) != nil { return true }
            let isOld = status.modificationTime / 1_000_000_000 < now - Self.leftoverAge
            return isOld && last.hasPrefix(".") && last.hasSuffix(".tmp")
        }
    }

    /// Takes away what `leftovers` found.
    func remove(leftover name: String) throws(ObjectError) { try backend.remove(name) }
}
