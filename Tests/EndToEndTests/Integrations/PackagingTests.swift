import Foundation
import Proofsheet
import TestSupport
import Testing

/// A root without Swift, which needs rights and packages that not every machine gives.
private enum FreshRoot {
    static let isPossible: Bool = {
        // It takes minutes, and the archive of the system: who makes a release asks for it.
        let isAsked = ProcessInfo.processInfo.environment["PROOFSHEET_FRESH_ROOT"] != nil
        guard isAsked, geteuid() == 0, let mmdebstrap = Tool.path("mmdebstrap"), Tool.path("dh") != nil else {
            return false
        }
        let mount = "mount -t proc proc /proc"
        return ExternalProgram.succeeds("/usr/bin/unshare", ["--mount", "--pid", "--fork", "sh", "-c", mount])
            && ExternalProgram.succeeds(
                mmdebstrap, ["--quiet", "--simulate", "--variant=minbase", "bookworm", "/dev/null"])
    }()
}

/// The packages of a release, made of the tests' program, which is linked for them as a release is.
///
/// Tests/Packaging says what a fresh root is, and what is demanded of a package there.
@Suite("The packages of a release")
struct PackagingTests {
    /// Runs a program of the project, and demands that it succeeds.
    private func run(_ name: String, _ arguments: [String], in directory: TemporaryDirectory) async throws {
        let run = try await Program.run(
            arguments, in: directory, program: RepositoryFiles.path(of: name),
            environment: ["COMPRESSION": "-Zgzip -z1"])
        try #require(run.status == 0, "\(name): \(run.output)\(run.error)")
    }

    @Test(
        "are the same bytes each time, and lintian finds nothing", .needs("debhelper", at: Tool.path("dh")),
        .needs("lintian", at: Tool.path("lintian")))
    func packages() async throws {
        let directory = try TemporaryDirectory()
        let program = directory.path(of: "proofsheet")
        try await run(
            "Tests/Packaging/program", [URL(filePath: Program.path).deletingLastPathComponent().path, program],
            in: directory)
        for output in ["first", "second"] {
            try await run("Packaging/package", [program, directory.path(of: output)], in: directory)
        }
        let sums = try directory.text(of: "first/SHA256SUMS")
        #expect(sums == (try directory.text(of: "second/SHA256SUMS")))
        let names = try directory.names(in: "first")
        for ending in [".deb", ".tar.gz", ".spdx.json", "Containerfile", "proofsheet.rb"] {
            #expect(names.contains { $0.hasSuffix(ending) && sums.contains("  \($0)\n") }, "\(ending)")
        }
        try expectFormula(of: sums, in: directory)
        try await expectSameFiles(in: directory, names)
    }

    @Test("install, run and go where no Swift is", .enabled(if: FreshRoot.isPossible, "needs a root of its own"))
    func freshRoot() async throws {
        let directory = try await releaseBesideRoot()
        let package = try #require(try directory.names(in: "out").first { $0.hasSuffix(".deb") })
        try await run(
            "Tests/Packaging/install", [directory.path(of: "root"), directory.path(of: "out/\(package)")],
            in: directory)
    }

    @Test(
        "make an image for containers that runs",
        .enabled(if: FreshRoot.isPossible && Tool.path("buildah") != nil, "needs a root of its own and buildah"))
    func container() async throws {
        let directory = try await releaseBesideRoot()
        try await run(
            "Tests/Packaging/container", [directory.path(of: "root"), directory.path(of: "out")], in: directory)
    }

    /// The packages in `out`, and a fresh root in `root`.
    private func releaseBesideRoot() async throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        let program = directory.path(of: "proofsheet")
        try await run(
            "Tests/Packaging/program", [URL(filePath: Program.path).deletingLastPathComponent().path, program],
            in: directory)
        try await run("Packaging/package", [program, directory.path(of: "out")], in: directory)
        try await run("Tests/Packaging/fresh-root", [directory.path(of: "root")], in: directory)
        return directory
    }

    /// The formula names the source that lies beside it, by its checksum.
    private func expectFormula(of sums: String, in directory: TemporaryDirectory) throws {
        let formula = try directory.text(of: "first/proofsheet.rb")
        let source = "proofsheet-\(Version.current).tar.gz"
        let line = try #require(sums.split(separator: "\n").first { $0.hasSuffix("  \(source)") })
        #expect(formula.contains("/v\(Version.current)/\(source)\"") && !formula.contains("@VERSION@"))
        #expect(formula.contains("sha256 \"\(line.prefix(64))\""))
    }

    /// The package and the tar file come of one description.
    private func expectSameFiles(in directory: TemporaryDirectory, _ names: [String]) async throws {
        let list = try await Program.runShell(
            """
            cd first && dpkg-deb -c *.deb | awk '$1 !~ /^d/ { print $6 }' | sed -e 's|^./usr/||' -e 's|\\.gz$||' \\
                -e 's|vendor-completions|site-functions|' | sort >../a
            tar -tf *-*-*-*.tar.gz | grep -v '/$' | sed -e 's|^[^/]*/||' | sort >../b
            comm -12 ../a ../b
            """, in: directory)
        let common = list.output.split(separator: "\n")
        for file in [
            "bin/proofsheet", "share/man/man1/proofsheet.1", "share/man/man1/proofsheet-audit.1",
            "share/bash-completion/completions/proofsheet", "share/zsh/site-functions/_proofsheet",
            "share/fish/vendor_completions.d/proofsheet.fish", "share/doc/proofsheet/copyright",
        ] {
            #expect(common.contains { $0 == file }, "\(file)")
        }
    }

    @Test("say what is inside: each package that the build resolved, and what Swift brings along")
    func inside() async throws {
        let directory = try TemporaryDirectory()
        let run = try await Program.run(
            ["spdx", "https://site.example/proofsheet", "0"], in: directory,
            program: RepositoryFiles.path(of: "Packaging/components"))
        let packages = try #require(run.json["packages"] as? [[String: Any]], "\(run.error)")
        let versions = Dictionary(
            uniqueKeysWithValues: packages.map { ($0["name"] as? String ?? "", $0["versionInfo"] as? String) })
        #expect(versions["proofsheet"] == Version.current)
        #expect(versions.keys.contains("swift-foundation") && versions.keys.contains("LibYAML"))
        let resolved = try JSONSerialization.jsonObject(with: Data(RepositoryFiles.text(of: "Package.resolved").utf8))
        let pins = try #require((resolved as? [String: Any])?["pins"] as? [[String: Any]])
        #expect(pins.count == 5)
        for pin in pins {
            let version = (pin["state"] as? [String: Any])?["version"] as? String
            #expect(packages.contains { $0["versionInfo"] as? String == version }, "\(pin)")
        }
        let copyright = try await Program.run(
            ["copyright", "https://site.example/proofsheet"], in: directory,
            program: RepositoryFiles.path(of: "Packaging/components"))
        for name in versions.keys where name != "proofsheet" {
            #expect(copyright.output.contains("Files: linked/\(name)/*"), "\(name)")
        }
    }
}
