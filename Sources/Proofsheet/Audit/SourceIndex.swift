import Addresses
import Auditing
import Records
import Walking

/// Where the images of a built site come from: the records that it was made of, by the URLs that they name.
struct SourceIndex {
    /// The entries of one URL.
    private struct Places {
        var first: Finding.Source
        /// By the words that a page made of the record may have in its path.
        var byWord: [String: Finding.Source] = [:]
    }

    private var places: [String: Places] = [:]
    private let keys: ImageKeys

    private init(keys: ImageKeys) { self.keys = keys }

    /// Where the image of a page comes from; nil where no source names it.
    ///
    /// - Parameter page: The record that names it.
    func source(of url: String, in page: String) -> Finding.Source? {
        let words = PageWords.words(ofPage: page)
        let (sure, likely) = keys.keys(of: url, in: page)
        for key in sure {
            guard let places = places[key] else { continue }
            return words.lazy.compactMap { places.byWord[$0] }.first ?? places.first
        }
        // Names such as `cover.jpg` are those of many images.
        guard let likely, let places = places[likely] else { return nil }
        return words.lazy.compactMap { places.byWord[$0] }.first
    }

    private mutating func add(_ record: Record) {
        let words = PageWords.words(ofSource: record.path)
        let positions = record.positions(of: record.entries.map(\.url.range.lowerBound))
        for (entry, position) in zip(record.entries, positions) {
            let source = Finding.Source(record: record.path, line: position.line)
            let (sure, likely) = keys.keys(of: record.reference(to: entry), in: record.path)
            for key in sure + (likely.map { [$0] } ?? []) {
                var known = places[key] ?? Places(first: source)
                for word in words where known.byWord[word] == nil { known.byWord[word] = source }
                places[key] = known
            }
        }
    }
}

extension SourceIndex {
    /// Reads the sources of an archive; nil where it names none.
    ///
    /// - Parameter failures: Gets a line for each that cannot be read.
    static func read(
        for archive: Archive, _ failures: inout [String]
    ) async throws(ProofsheetError) -> SourceIndex? {
        let configuration = archive.configuration
        guard !configuration.sources.isEmpty else { return nil }
        let source = try RecordSource(
            paths: configuration.sources, excluding: [configuration.cacheDirectory],
            selection: FileSelection(honoursIgnoreFiles: configuration.honoursIgnoreFiles),
            vocabulary: EntryVocabulary(configuration), sizeLimit: configuration.maximumRecordSize, queue: archive.queue
        )
        failures += source.failures.map(RecordSource.message)
        var index = SourceIndex(
            keys: ImageKeys(roots: configuration.sources + archive.paths, siteURL: configuration.siteURL))
        var unreadable: [String] = []
        try await source.forEachBatch { batch throws(ProofsheetError) in
            for (_, item) in batch {
                switch item {
                case .record(let record): index.add(record)
                case .failure(let error): unreadable.append(RecordSource.message(error))
                case .other, .known: break
                }
            }
        }
        failures += unreadable
        return index
    }

    /// The findings, each with the source that its image comes from.
    func located(_ findings: [Finding]) -> [Finding] {
        findings.map { finding in
            var finding = finding
            if let url = finding.url, let source = source(of: url, in: finding.record), source.record != finding.record
            {
                finding.source = source
            }
            return finding
        }
    }
}

/// What tells that two records name the same image, though one has been built of the other.
private struct ImageKeys {
    /// Directories that stand for the root of the site.
    private let roots: [String]
    /// The site's URL, with a slash at its end.
    private let site: String?

    init(roots: [String], siteURL: String?) {
        self.roots = roots.map { Self.plainPath($0) }
        site = siteURL.flatMap {
            try? ResolvedURL.resolve(reference: $0.hasSuffix("/") ? $0 : $0 + "/", against: nil).string
        }
    }

    /// What names the image for certain, and what may be the name of others as well.
    func keys(of url: String, in record: String) -> (sure: [String], likely: String?) {
        let url = URLText.stripped(url)
        if DataURL.holds(url) || url.isEmpty { return ([], nil) }
        let isRelative = ImageLocator.isRelative(url)
        if !isRelative {
            guard let resolved = try? ResolvedURL.resolve(reference: url, against: site ?? "https://relative.invalid/")
            else { return ([url], nil) }
            guard let site, resolved.string.hasPrefix(site) else { return ([resolved.string], nil) }
            return ([Self.path("/" + resolved.string.dropFirst(site.count), from: "")], nil)
        }
        let path = Self.path(url, from: directory(of: record))
        let name = path.split(separator: "/").last
        return ([path], url.hasPrefix("/") ? nil : name.map { "name " + $0 })
    }

    /// The directory of a record below the root that it lies in.
    private func directory(of record: String) -> String {
        let path = Self.plainPath(record)
        let root = roots.filter { $0 == "." || path.hasPrefix($0 + "/") }.max { $0.utf8.count < $1.utf8.count }
        let own = root.map { $0 == "." ? path[...] : path.dropFirst($0.count + 1) } ?? path[...]
        return own.lastIndex(of: "/").map { String(own[..<$0]) } ?? ""
    }

    /// A path without `./` at its start or a slash at its end.
    private static func plainPath(_ path: String) -> String {
        var rest = path[...]
        while rest.hasPrefix("./"), rest.count > 2 { rest = rest.dropFirst(2) }
        while rest.hasSuffix("/"), rest.count > 1 { rest = rest.dropLast() }
        return rest == "./" ? "." : String(rest)
    }

    /// The path on the site that a relative reference leads to, decoded, without query and fragment.
    private static func path(_ reference: String, from directory: String) -> String {
        let bytes = reference.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        let decoded = String(decoding: PercentDecoding.decoded(bytes), as: UTF8.self)
        var parts = reference.hasPrefix("/") ? [] : directory.split(separator: "/")
        for part in decoded.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}

/// What the path of a page has in common with that of the record that it was made of.
private enum PageWords {
    /// The parts of a page's path, the last first, without what ends a file's name.
    static func words(ofPage path: String) -> [String] {
        path.lowercased().split(separator: "/").reversed().map { withoutExtension($0) }
    }

    /// The name that generators give the page of a record, which is that of its directory where the file has none.
    static func words(ofSource path: String) -> [String] {
        let parts = path.lowercased().split(separator: "/")
        guard let file = parts.last else { return [] }
        let name = withoutExtension(file)
        if ["index", "_index", "readme"].contains(name) { return parts.dropLast().last.map { [String($0)] } ?? [] }
        // Jekyll and others have the date in front.
        let rest = name.drop { $0.isNumber || $0 == "-" || $0 == "_" }
        return rest.isEmpty || rest.count == name.count ? [name] : [name, String(rest)]
    }

    private static func withoutExtension(_ name: Substring) -> String {
        name.lastIndex(of: ".").map { String(name[..<$0]) } ?? String(name)
    }
}
