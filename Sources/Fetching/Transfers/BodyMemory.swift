import Synchronization

/// The bytes of bodies that an engine has in memory, of all transfers together, and of answers that nobody has let go of.
final class BodyMemory: Sendable {
    private let limit: Int
    private let held = Atomic(0)
    private let most = Atomic(0)
    let spares = SpareBuffers()

    /// - Parameter limit: In bytes, from which on bodies go to the store however small they are.
    init(limit: Int) { self.limit = limit }

    /// The largest number of bytes that were held at once.
    var mostHeld: Int { most.load(ordering: .relaxed) }

    func hasRoom(for count: Int) -> Bool { held.load(ordering: .relaxed) + count <= limit }

    fileprivate func change(by count: Int) {
        let now = held.wrappingAdd(count, ordering: .relaxed).newValue
        if count > 0 { most.max(now, ordering: .relaxed) }
    }
}

/// Bytes that count as held until the last reference is gone.
final class BodyReservation: Sendable {
    private let memory: BodyMemory
    private let count = Atomic(0)
    private let bytes = Mutex<[UInt8]>([])

    init(in memory: BodyMemory) { self.memory = memory }

    /// Holds the bytes as well, whose memory is for another body once the last reference is gone.
    func hold(_ bytes: [UInt8]) { self.bytes.withLock { $0 = bytes } }

    /// Counts bytes that have come, or, with a negative number, that are gone.
    func change(by bytes: Int) {
        count.wrappingAdd(bytes, ordering: .relaxed)
        memory.change(by: bytes)
    }

    deinit {
        memory.change(by: -count.load(ordering: .relaxed))
        memory.spares.give(bytes.withLock(\.self))
    }
}

/// What has come of a body: in memory while it is small, in a store once it is not.
final class BodyBuffer {
    private let memory: BodyMemory
    private let store: (any BodyStore)?
    private(set) var bytes: [UInt8] = []
    private(set) var stored: (any StoredBody)?
    /// Counts the bytes in memory.
    private(set) var reservation: BodyReservation

    /// A body that is no larger stays in memory as long as there is room.
    static let smallSize = 256 * 1024

    /// - Parameter store: Where a large body goes; nil keeps it in memory.
    init(in memory: BodyMemory, store: (any BodyStore)?) {
        self.memory = memory
        self.store = store
        reservation = BodyReservation(in: memory)
    }

    /// As good as a new one: it has neither bytes nor memory for them.
    var isUnused: Bool { bytes.capacity == 0 && stored == nil }

    /// Bytes that have come.
    var count: Int { stored?.count ?? bytes.count }

    /// Takes memory for a body that claims to have as many bytes more.
    func reserve(_ count: Int) {
        guard stored == nil, store == nil || self.bytes.count + count <= Self.smallSize else { return }
        if bytes.isEmpty, let spare = memory.spares.take(forBytes: count) { return bytes = spare }
        bytes.reserveCapacity(bytes.count + count)
    }

    func append(_ new: UnsafeRawBufferPointer) throws(BodyStoreError) {
        if stored == nil, let store, bytes.count + new.count > Self.smallSize || !memory.hasRoom(for: new.count) {
            try move(to: store)
        }
        if let stored {
            try stored.append(new.bytes)
        } else {
            bytes.append(contentsOf: new)
            reservation.change(by: new.count)
        }
    }

    /// Takes what came out of memory, where there is a store.
    func moveToStore() throws(BodyStoreError) {
        if stored == nil, let store { try move(to: store) }
        stored?.rest()
    }

    private func move(to store: any BodyStore) throws(BodyStoreError) {
        let body = try store.makeBody()
        var moved: [UInt8] = []
        swap(&moved, &bytes)
        try body.append(moved.span.bytes)
        stored = body
        reservation = BodyReservation(in: memory)
    }
}
