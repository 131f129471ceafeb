extension Finding {
    /// How long a finding has been there, as a history of runs tells; times are in seconds since 1970.
    package struct Standing: Sendable, Hashable {
        /// By what the history knows it: 16 hexadecimal digits.
        package var fingerprint: String
        /// When a run first found it, after which every run that looked found it again.
        package var since: Int64
        /// When a run found it for the very first time; earlier than `since` where it was mended in between.
        package var firstSeen: Int64
        /// When a run last looked and did not find it; nil where no earlier run looked, and where the last one found it.
        package var newSince: Int64?

        package init(fingerprint: String, since: Int64, firstSeen: Int64, newSince: Int64? = nil) {
            self.fingerprint = fingerprint
            self.since = since
            self.firstSeen = firstSeen
            self.newSince = newSince
        }

        /// It is here again after it had been mended.
        package var isBack: Bool { newSince != nil && firstSeen < since }

        func write(to writer: inout CompactWriter) {
            writer.write(fingerprint)
            for time in [since, firstSeen] { writer.write(Int(time)) }
            writer.write(newSince) { $0.write(Int($1)) }
        }

        init(from reader: inout CompactReader) throws(DamagedData) {
            fingerprint = try reader.readText()
            since = Int64(try reader.readInt())
            firstSeen = Int64(try reader.readInt())
            newSince = try reader.readOptional { reader throws(DamagedData) in Int64(try reader.readInt()) }
        }
    }
}
