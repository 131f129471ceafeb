import FileSystem
import TestSupport
import Testing
import Walking

@testable import Records

/// The trees of content whose entries the end-to-end tests hold against those that people read in them.
@Suite("Recognizers over trees of content")
struct TreeRecognitionTests {
    private static let root = joinPath(Repository.root, "Tests/Fixtures/trees")

    private static let all = Result { try entries { _ in } }

    /// What stands in the files of all trees, with the presets and the flavour that each tree's configuration says.
    private static func entries(_ change: (inout EntryVocabulary) -> Void) throws -> [String: [String]] {
        let walk = FileWalker(roots: [root], taking: RecordFormats.areKnown(forFileNamed:)).walk()
        var result: [String: [String]] = [:]
        for file in walk.files {
            var vocabulary = try vocabulary(of: file.path)
            change(&vocabulary)
            guard let record = try RecordFile(file.path, vocabulary: vocabulary)?.part() else { continue }
            result[file.path] = record.entries.map {
                "\($0.path) \($0.url.text) \($0.width?.text ?? "-")x\($0.height?.text ?? "-")"
            }
        }
        return result
    }

    private static func vocabulary(of path: String) throws -> EntryVocabulary {
        var vocabulary = EntryVocabulary()
        let tree = path.dropFirst(root.count + 1).prefix { $0 != "/" }
        guard let bytes = try? FileSystem.read("\(root)/\(tree)/.proofsheet.yml").bytes else { return vocabulary }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            if line.hasPrefix("presets: ["), let preset = EntryPreset(rawValue: String(line.dropFirst(10).dropLast())) {
                vocabulary.presets.append(preset)
            } else if line.hasPrefix("markdown-flavour: ") {
                vocabulary.bodies.flavour = MarkdownFlavour(rawValue: String(line.dropFirst(18)))
            }
        }
        return vocabulary
    }

    @Test("lose or gain entries without any one recognizer of data", arguments: Recognizer.allCases)
    func data(recognizer: Recognizer) throws {
        #expect(try Self.all.get() != Self.entries { $0.recognizers = $0.recognizers.removing(recognizer) })
    }

    @Test("lose entries without any one construct of bodies and pages", arguments: BodyConstruct.allCases)
    func bodies(construct: BodyConstruct) throws {
        #expect(try Self.all.get() != Self.entries { $0.bodies.excluded = [construct] })
    }

    @Test("lose or gain entries without any one preset", arguments: EntryPreset.allCases)
    func presets(preset: EntryPreset) throws {
        #expect(try Self.all.get() != Self.entries { $0.presets.removeAll { $0 == preset } })
    }

    @Test(
        "lose entries without a flavour that names images in its own way",
        arguments: [MarkdownFlavour.imsize, .obsidian])
    func flavours(flavour: MarkdownFlavour) throws {
        #expect(try Self.all.get() != Self.entries { if $0.bodies.flavour == flavour { $0.bodies.flavour = nil } })
    }

    @Test("lose entries without any one format", arguments: RecordFormats.all.map(\.name))
    func formats(name: String) throws {
        let format = try #require(RecordFormats.all.first { $0.name == name })
        let found = try Self.all.get()
        #expect(
            found.contains { path, entries in
                !entries.isEmpty && RecordFormats.formats(forFileNamed: path).first?.name == format.name
            })
    }
}
