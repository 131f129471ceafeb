import Glibc

extension String {
    /// Whether the text comes before another in the order of their bytes, in which names and paths are listed.
    package func precedesInBytes(_ other: String) -> Bool {
        let order = utf8.withContiguousStorageIfAvailable { first in
            other.utf8.withContiguousStorageIfAvailable { second -> Bool in
                guard let start = first.baseAddress, let otherStart = second.baseAddress else {
                    return first.count < second.count
                }
                let difference = memcmp(start, otherStart, min(first.count, second.count))
                return difference == 0 ? first.count < second.count : difference < 0
            }
        }
        return order.flatMap(\.self) ?? utf8.lexicographicallyPrecedes(other.utf8)
    }
}
