import CSystem

#if USES_MIMALLOC
    import CMimalloc
#endif

/// What gives the program its memory: mimalloc where the build found it, since records are parsed on one thread and let go
/// of on another, for which threads wait in the C library's own.
enum Allocator {
    #if USES_MIMALLOC
        static var inUse: [String] {
            let version = mi_version()
            return ["mimalloc \(version / 100).\(version / 10 % 10).\(version % 10)"]
        }
        static let missing: [String] = []

        /// Keeps what is free from staying with the process: with more patience, long runs take a quarter more memory.
        static func limitHeap() { proofsheet_give_back_after(2) }
    #else
        static let inUse: [String] = []
        #if os(Linux)
            static let missing = ["mimalloc"]
        #else
            static let missing: [String] = []
        #endif

        /// Keeps what is free from staying with the process.
        static func limitHeap() {
            // What one thread has freed, all may use again: with a part of the heap for each, every one is as large as once
            // needed; with too few of them, threads wait for each other.
            _ = mallopt(Int32(proofsheet_most_arenas), 4)
            // What is large goes back at once. Where that size is not said, it grows with each that is freed.
            _ = mallopt(Int32(proofsheet_least_mapped_size), 1 << 20)
        }
    #endif
}
