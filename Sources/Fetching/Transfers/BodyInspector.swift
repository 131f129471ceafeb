/// Looks at a body as it comes and says whether it is not wanted.
///
/// It is called on the thread of the transfer loop; each attempt has a copy of its own.
protocol BodyInspector: Sendable {
    /// Whether bytes of the body, after content decoding, show that it is not wanted.
    ///
    /// - Parameter offset: Where in the body they begin; they follow on the ones before.
    mutating func refuses(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool
}

/// Refuses a body by what a demand finds in it.
struct DemandInspector<Demand: ByteDemand>: BodyInspector {
    /// Nil once it has looked enough.
    private var scan: ByteScan<Demand>?
    private let isRefused: @Sendable (Demand) -> Bool

    init(_ demand: Demand, isRefused: @escaping @Sendable (Demand) -> Bool) {
        scan = ByteScan(demand)
        self.isRefused = isRefused
    }

    mutating func refuses(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
        guard scan != nil else { return false }
        scan?.take(bytes, at: offset)
        guard let looked = scan, looked.need == nil || looked.held > LargeNeeds.smallNeed else { return false }
        // Of many that come at once, none may hold much for the sake of an early end.
        scan = nil
        return looked.need == nil && isRefused(looked.demand)
    }
}
