import TestSupport
import Testing

@testable import Walking

@Suite("Agreement with git", .enabled(if: GitProgram.path != nil, "git is not installed"))
struct GitAgreementTests {
    @Test("random ignore files leave what git leaves", arguments: [1, 2, 3])
    func randomPatterns(seed: Int) throws {
        let directory = try TemporaryDirectory()
        try GitProgram.makeRepository(in: directory)
        var random = RandomIgnoreFile(seed: seed)
        var paths: [String] = []
        for number in 0..<120 {
            // Each file governs a directory of its own; some have another one below, and the names say nothing.
            try directory.write(random.text(), to: "\(number)/.gitignore")
            if number % 3 == 0 { try directory.write(random.text(), to: "\(number)/a/.gitignore") }
            for path in RandomIgnoreFile.paths {
                paths.append("\(number)/\(path)")
                try directory.write("", to: "\(number)/\(path)")
            }
        }
        let ignored = try GitProgram.ignored(paths, in: directory)
        let found = Set(
            FileWalker(roots: [directory.root], taking: isRecordName).walk().files.map {
                $0.path.dropFirst(directory.root.count + 1)
            })
        // Both outcomes must be common for the comparison to say anything.
        #expect(ignored.count > paths.count / 5 && found.count > paths.count / 5)
        for path in paths where found.contains(path[...]) == ignored.contains(path) {
            let number = path.prefix { $0 != "/" }
            let rules = try directory.text(of: "\(number)/.gitignore")
            let inner = (try? directory.text(of: "\(number)/a/.gitignore")) ?? ""
            let answer = ignored.contains(path) ? "leaves out" : "keeps"
            Issue.record("git \(answer) \(path); rules \(rules.debugDescription), \(inner.debugDescription)")
        }
    }

    @Test("exclude file and .gitignore weigh what they weigh for git")
    func excludeFile() throws {
        let directory = try TemporaryDirectory()
        try GitProgram.makeRepository(in: directory)
        try directory.write("a.md\n/b/\n!ab.md\n", to: ".git/info/exclude")
        try directory.write("!/a/a.md\nab.md\n", to: ".gitignore")
        for path in RandomIgnoreFile.paths { try directory.write("", to: path) }
        let ignored = try GitProgram.ignored(RandomIgnoreFile.paths, in: directory)
        let found = FileWalker(roots: [directory.root], taking: isRecordName).walk().files.map {
            String($0.path.dropFirst(directory.root.count + 1))
        }
        #expect(Set(found) == Set(RandomIgnoreFile.paths).subtracting(ignored))
        #expect(!ignored.isEmpty && !found.isEmpty)
    }
}
