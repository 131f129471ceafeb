extension Cache {
    /// What is now known of a URL, with the image of its answer where that is new.
    package struct Update: Sendable {
        package var entry: CacheEntry
        package var staged: StagedObject?

        package init(entry: CacheEntry, staged: StagedObject? = nil) {
            self.entry = entry
            self.staged = staged
        }
    }

    /// Puts objects in place, and then writes what is now known of their URLs; returns when all is durable.
    ///
    /// - Returns: The entries as they were written.
    @discardableResult
    package func store(_ updates: [Update]) throws(CacheError) -> [CacheEntry] {
        guard let index, let session, !updates.isEmpty else { return [] }
        try checkPresence()
        return try whilePresent { () throws(CacheError) in
            try session.locks.storing { () throws(CacheError) in try store(updates, index) }
        }
    }

    private func store(_ updates: [Update], _ index: CacheIndex) throws(CacheError) -> [CacheEntry] {
        var placed: [ImageObject]
        do throws(ObjectError) {
            placed = try objects.place(updates.compactMap(\.staged))
        } catch {
            throw CacheError(.storing, error, in: directory)
        }
        placed.reverse()
        var entries: [CacheEntry] = []
        for update in updates {
            var entry = update.entry
            if update.staged != nil {
                entry.object = placed.popLast()
            } else {
                try forgetRemovedObject(of: &entry)
            }
            entries.append(entry)
        }
        try index.write(entries)
        return entries
    }

    /// Writes what is now known of some URLs; their objects must be stored already.
    package func update(_ entries: [CacheEntry]) throws(CacheError) {
        try store(entries.map { Update(entry: $0) })
    }

    /// Another process may have removed the object of an entry since it was read.
    private func forgetRemovedObject(of entry: inout CacheEntry) throws(CacheError) {
        guard let object = entry.object else { return }
        do throws(ObjectError) {
            if try objects.exists(object) { return }
        } catch {
            throw CacheError(.lookingAtObject, error, in: directory)
        }
        entry.object = nil
        entry.etag = nil
        entry.lastModified = nil
        entry.freshUntil = 0
    }

    /// Whether an object is whole, as its store says.
    package func condition(of object: ImageObject) throws(CacheError) -> ObjectStore.Condition {
        do throws(ObjectError) { return try objects.condition(of: object) } catch {
            throw CacheError(.lookingAtObject, error, in: directory)
        }
    }

    /// Writes what is now known of objects that are stored already.
    package func update(objects: [ImageObject]) throws(CacheError) {
        guard let index, let session, !objects.isEmpty else { return }
        try checkPresence()
        try session.locks.storing { () throws(CacheError) in try index.write(objects) }
    }

    /// Keeps the times and inodes of the objects that were hashed because these had changed, so that the next run need not
    /// hash them.
    ///
    /// It only saves time: a cache that cannot be written stays as it is.
    package func keepStamps() {
        let stamps = objects.stamps.take()
        guard let index, !stamps.isEmpty, identity.isInPlace else { return }
        if session != nil {
            try? index.write(stamps)
        } else if let cache = try? Cache(writingTo: directory) {
            try? cache.index?.write(stamps)
            cache.close()
        }
    }

    /// Takes damaged objects away, and has their URLs fetched again; returns which.
    ///
    /// Those that the index no longer has are left out: another process took them away.
    ///
    /// - Parameter isStillDamaged: Asked again of each when no other process can store it, as one may have done since.
    @discardableResult
    package func drop(
        _ damaged: [ImageObject], where isStillDamaged: (ImageObject) -> Bool = { _ in true }
    ) throws(CacheError) -> [ImageObject] {
        guard let index, let session, !damaged.isEmpty else { return [] }
        try checkPresence()
        return try session.locks.removing { () throws(CacheError) in
            let known = Set(try index.allObjects().map(\.id))
            let dropped = damaged.filter { known.contains($0.id) && isStillDamaged($0) }
            try index.forget(dropped)
            for object in dropped {
                do throws(ObjectError) { try objects.remove(object) } catch {
                    throw CacheError(.removing, error, in: directory)
                }
            }
            return dropped
        }
    }
}
