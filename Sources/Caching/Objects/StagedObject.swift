/// An image that the cache's backend has taken, and that is not yet in its place there.
package struct StagedObject: Sendable {
    /// Its modification time and inode are known only when it is in place.
    package let object: ImageObject
    let content: Content

    enum Content: Sendable {
        case staged(StagedContent)
        /// The same bytes were in place already; they are kept, lest another process removes them meanwhile.
        case present(StagedContent)
    }

    /// Bytes that it takes in memory until it is stored.
    package var bytesHeld: Int {
        switch content {
        case .present(.memory(let bytes)), .staged(.memory(let bytes)): bytes.count
        case .present(.file), .staged(.file): 0
        }
    }
}

extension ObjectStore {
    /// Puts objects in place, and returns when they are durable.
    ///
    /// The caller holds the lock that keeps others from removing them.
    package func place(_ objects: [StagedObject]) throws(ObjectError) -> [ImageObject] {
        if objects.isEmpty { return [] }
        var placements: [ObjectPlacement] = []
        for staged in objects {
            var content: StagedContent?
            switch staged.content {
            case .staged(let own): content = own
            case .present(let own): if try !exists(staged.object) { content = own }
            }
            placements.append(ObjectPlacement(name: Self.name(of: staged.object), content: content))
        }
        try backend.place(placements)
        var placed = objects.map(\.object)
        for (index, placement) in placements.enumerated() {
            let status = try backend.status(of: placement.name)
            placed[index].modificationTime = status.modificationTime
            placed[index].inode = status.inode
        }
        return placed
    }
}
