import Foundation
import TestSupport
import Testing

@Suite("The hooks for pre-commit", .enabled(if: ExternalProgram.find("pre-commit") != nil))
struct PreCommitTests {
    private static let address = "https://images.example/a.jpg"

    /// A repository of an archive whose commits run both hooks, as the documentation shows them, and whose cache has the image of its articles.
    private func repository() async throws -> TestSite {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.directory.write(
            try RepositoryFiles.text(of: ".pre-commit-hooks.yaml"), to: ".hooks/.pre-commit-hooks.yaml")
        try site.directory.write(".proofsheet/\n.hooks/\n.home/\n", to: ".gitignore")
        try site.write(named: "_posts/a.md", "width: 60", "height: 40")
        #expect(try await site.runOnline("warm").status == 0)
        let configuration = try Documentation.block("yaml hooks").text.replacing(
            "https://github.com/OWNER/proofsheet", with: "$PWD/.hooks"
        )
        .replacing("REVISION", with: "$(git -C .hooks rev-parse HEAD)")
        let set = try await shell(
            """
            (cd .hooks && git init -q && git add . && git commit -qm hooks)
            git init -q
            cat >.pre-commit-config.yaml <<END
            \(configuration)END
            pre-commit validate-manifest .hooks/.pre-commit-hooks.yaml
            pre-commit install
            """, in: site)
        try #require(set.status == 0, "\(set.output)\(set.error)")
        return site
    }

    /// Runs lines of a shell, up to the first that fails, with the built program in `PATH` and no settings of the user.
    private func shell(_ lines: String, in site: TestSite) async throws -> ProgramRun {
        let settings = """
            set -e; export PATH="$(dirname "$0"):$PATH" PRE_COMMIT_HOME="$PWD/.home" GIT_CONFIG_GLOBAL=/dev/null
            export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b.example GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b.example

            """
        return try await Program.runShell(settings + lines, in: site.directory)
    }

    @Test("keep wrong sizes out of a commit, mend flags before it, and let the rest through")
    func commits() async throws {
        let site = try await repository()
        try site.write(named: "_posts/a.md", "width: 60", "height: 30")
        let wrong = try await shell("git add . && git commit -m wrong", in: site)
        #expect(wrong.status != 0 && wrong.error.contains("dimensions-mismatch"), "\(wrong)")

        try site.write(named: "_posts/a.md", "width: 60", "height: 40", "isCached: false")
        let mended = try await shell("git add . && git commit -m mended", in: site)
        #expect(mended.status != 0 && mended.error.contains("files were modified by this hook"), "\(mended)")
        #expect(try site.directory.text(of: "_posts/a.md").contains("height: 40\n    isCached: true\n"))

        let right = try await shell("git add . && git commit -m right", in: site)
        #expect(right.status == 0 && right.error.contains("proofsheet repair"), "\(right)")

        // What the configuration leaves out is left out though the hook names it.
        try site.directory.write("exclude: [drafts]\n", to: ".proofsheet.yml")
        try site.write(named: "drafts/b.md", "width: 60", "height: 30")
        let draft = try await shell("git add . && git commit -m draft", in: site)
        #expect(draft.status == 0, "\(draft)")

        // A file that is no record, one that is hidden, and a record that goes, in a name with a space.
        try site.directory.write("notes", to: "notes.txt")
        try site.directory.write("{\"image\": {\"url\": \"\(Self.address)\", \"width\": 1}}", to: ".hidden.json")
        let rest = try await shell(
            "git mv _posts/a.md '_posts/a b.md' && git rm -q --cached .gitignore && git add notes.txt .hidden.json"
                + " && git commit -m rest && git log --format=%s",
            in: site)
        #expect(rest.status == 0 && rest.output.hasSuffix("rest\ndraft\nright\n"), "\(rest)")
    }
}
