import CSystem

#if USES_MIMALLOC
    import CMimalloc
#endif

/// The allocator of the program: mimalloc where the build found it.
///
/// Records are parsed on one thread and freed on another, for which threads wait for each other in the C library's
/// allocator.
enum Allocator {
    #if USES_MIMALLOC
        static var inUse: [String] {
            let version = mi_version()
            return ["mimalloc \(version / 100).\(version / 10 % 10).\(version % 10)"]
        }
        static let missing: [String] = []

        /// Has freed memory go back to the system at once: with a delay, long runs take a quarter more memory.
        static func limitHeap() { proofsheet_give_back_after(2) }
    #else
        static let inUse: [String] = []
        #if os(Linux)
            static let missing = ["mimalloc"]
        #else
            static let missing: [String] = []
        #endif

        /// Has freed memory go back to the system.
        static func limitHeap() {
            // The threads share a few parts of the heap. With a part for each thread, every part stays as large as it
            // ever was; with too few parts, threads wait for each other.
            _ = mallopt(Int32(proofsheet_most_arenas), 4)
            // Large blocks go back at once. The C library raises the threshold with each one freed unless it is set.
            _ = mallopt(Int32(proofsheet_least_mapped_size), 1 << 20)
        }
    #endif
}
