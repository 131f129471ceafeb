import DemoSite
import Foundation
import TestSupport
import Testing

@Suite("The issue that the action keeps", .needs("python3", at: Tool.python(importing: "json")))
struct IssueTests {
    private let host = IssueHost()
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func report(errors: Int, _ text: String = "") -> String {
        "## Proofsheet: findings\n\n\(text)\n\n1 record, 2 entries, 3 images (1 cached), "
            + "\(errors) \(errors == 1 ? "error" : "errors"), 0 warnings, 1 info\n"
    }

    /// Runs the script as the action does; the token must never be printed.
    private func keep(
        _ report: String, status: Int = 1, _ variables: [String: String] = [:]
    ) async throws -> ProgramRun {
        let server = try await host.server()
        try directory.write(report, to: "report.md")
        var environment = [
            "GITHUB_API_URL": server.baseURL, "GITHUB_REPOSITORY": "site/site", "GITHUB_TOKEN": IssueHost.token,
            "GITHUB_EVENT_NAME": "push", "GITHUB_SERVER_URL": "https://github.example", "GITHUB_RUN_ID": "77",
            "ISSUE_REPORT": "report.md", "ISSUE_STATUS": String(status), "ISSUE_PATHS": ".", "ISSUE_ARGUMENTS": "",
            "no_proxy": "*",
        ]
        environment.merge(variables) { $1 }
        let run = try await Program.run(
            [], in: directory, program: RepositoryFiles.path(of: "Packaging/keep-issue"), environment: environment)
        withExtendedLifetime(server) {}
        #expect(!(run.output + run.error).contains(IssueHost.token) && run.error.isEmpty, "\(run)")
        return run
    }

    @Test("is opened, changed with the report, closed when all is well, and opened again")
    func transitions() async throws {
        #expect(
            try await keep(report(errors: 0), status: 0).output == "there is nothing to say, and no issue is open\n")
        #expect(host.issues.isEmpty)
        #expect(try await keep(report(errors: 2, "one")).output == "opened issue 1\n")
        let issue = host.issues[0]
        #expect(issue.title == "Proofsheet: images to look at" && issue.labels == ["proofsheet"])
        let body = try #require(issue.body)
        #expect(body.contains("## Proofsheet: findings\n\none\n"))
        #expect(body.contains("[this run](https://github.example/site/site/actions/runs/77)"))
        #expect(try await keep(report(errors: 2, "one"), ["GITHUB_RUN_ID": "78"]).output.contains("already"))
        #expect(host.issues.map(\.body) == [body])
        #expect(try await keep(report(errors: 2, "two")).output == "changed issue 1\n")
        #expect(host.issues[0].body?.contains("\n\ntwo\n") == true && host.issues[0].comments.isEmpty)
        #expect(try await keep(report(errors: 0), status: 0).output == "closed issue 1: all is well\n")
        #expect(host.issues[0].state == "closed" && host.issues[0].comments.count == 1)
        #expect(try await keep(report(errors: 0), status: 0).output.contains("no issue is open"))
        #expect(try await keep(report(errors: 2, "two")).output == "opened issue 1 again\n")
        #expect(host.issues.map(\.state) == ["open"] && host.issues[0].comments.count == 2)
    }

    @Test("follows what the report counts, where the run is told never to fail")
    func neverFails() async throws {
        #expect(try await keep(report(errors: 1), status: 0).output == "opened issue 1\n")
        // What a record says of errors is not what the report counts.
        let quoted = report(errors: 0, "0 records, 9 errors, 9 warnings, 9 infos")
        #expect(try await keep(quoted, status: 0).output.hasPrefix("closed issue 1"))
        #expect(try await keep(quoted, status: 1).output == "opened issue 1 again\n")
    }

    @Test(
        "is left as it is by a run that did not look at everything",
        arguments: [
            (3, [:]), (2, [:]), (130, [:]), (1, ["GITHUB_EVENT_NAME": "pull_request"]),
            (0, ["ISSUE_ARGUMENTS": "--fail-on warning\n--changed-since origin/main"]),
            (0, ["ISSUE_ARGUMENTS": "--changed-since=HEAD"]), (0, ["ISSUE_ARGUMENTS": "--include posts"]),
            (1, ["ISSUE_STATUS": ""]),
        ])
    func partial(status: Int, variables: [String: String]) async throws {
        _ = try await keep(report(errors: 2))
        let before = host.issues.map(\.body)
        let run = try await keep(report(errors: status == 0 ? 0 : 1), status: status, variables)
        #expect(run.status == 0 && run.output.hasPrefix("the issue was left as it is: "), "\(run)")
        #expect(host.issues.map(\.body) == before && host.issues.map(\.state) == ["open"])
    }

    @Test("is found on whatever page it is, and is none of a stranger, a pull request, or other paths")
    func finds() async throws {
        _ = try await keep(report(errors: 1))
        let ours = host.issues[0]
        var strange = ours
        (strange.number, strange.author, strange.state) = (2, "User", "open")
        var request = ours
        (request.number, request.isPullRequest) = (3, true)
        var others: [IssueHost.Issue] = [strange, request]
        for number in 4..<320 {
            others.append(.init(number: number, body: number % 2 == 0 ? nil : "text", labels: ["proofsheet"]))
        }
        host.issues = [ours] + others
        #expect(try await keep(report(errors: 2)).output == "changed issue 1\n")
        // Somebody has taken the label away.
        host.issues[0].labels = []
        #expect(try await keep(report(errors: 3)).output == "changed issue 1\n")
        #expect(try await keep(report(errors: 3), ["ISSUE_PATHS": "news content"]).output == "opened issue 320\n")
        #expect(host.issues.last?.title == "Proofsheet: images to look at in news content")
        #expect(try await keep(report(errors: 3), ["ISSUE_PATHS": "news\ncontent\n"]).output.contains("320 says all"))
        // A member of the project may have opened it.
        host.issues = [strange]
        host.issues[0].association = "MEMBER"
        #expect(try await keep(report(errors: 4)).output == "changed issue 2\n")
    }

    @Test("has as much of a long report as GitHub takes, in whole lines, and the fence of a diff closed")
    func long() async throws {
        let lines = (0..<9_000).map { "+ line \($0) ü" }.joined(separator: "\n")
        #expect(try await keep(report(errors: 1, "````diff\n\(lines)\n````")).output == "opened issue 1\n")
        let body = try #require(host.issues[0].body)
        #expect(body.utf8.count < 65_536 && body.utf8.count > 60_000 && body.contains("the start of the report"))
        let tail = body.split(separator: "\n").suffix(3)
        #expect(tail.first?.wholeMatch(of: /\+ line \d+ ü/) != nil && tail.dropFirst().first == "````")
        #expect(tail.last?.contains("kept by Proofsheet") == true)
    }

    @Test(
        "tells in one line why it could not be kept, and what to do",
        arguments: [
            (
                "GET 0", IssueHost.answer(403, ["message": "Resource not accessible"]),
                "answered 403 to GET issues (Resource"
            ),
            ("POST 0", IssueHost.answer(410, ["message": "Issues are disabled"]), "turn on issues"),
            ("POST 0", IssueHost.answer(500, ["a\n::error::b"]), "run the job again"),
            ("GET 0", .init(status: 200, body: Array("<html>".utf8)), "no JSON"),
            ("GET 0", IssueHost.answer(200, ["message": "odd"]), "no list of issues"),
            ("GET 0", IssueHost.answer(200, [["odd": 1]]), "opened issue 1"),
            ("POST 0", IssueHost.answer(201, ["odd": 1]), "something unknown"),
            (
                "GET 0", .init(status: 302, headers: ["Location": "http://127.0.0.1:1/repos/site/site/issues"]),
                "repository's new name"
            ),
        ] as [(String, ImageServer.Answer, String)])
    func trouble(call: String, answer: ImageServer.Answer, text: String) async throws {
        host.failures.value = [call: answer]
        let run = try await keep(report(errors: 1))
        if text.hasPrefix("opened") {
            #expect(run.status == 0 && run.output.contains(text), "\(run)")
            return
        }
        #expect(run.status == 1 && run.output.contains(text), "\(run)")
        #expect(run.output.hasPrefix("::warning title=proofsheet::the issue was not kept: "))
        #expect(run.output.split(separator: "\n").count == 1)
    }

    @Test("tells what is missing, and of a host that does not answer")
    func missing() async throws {
        for (variables, text) in [
            (["GITHUB_TOKEN": ""], "GITHUB_TOKEN is not set"), (["GITHUB_REPOSITORY": "a/b/c"], "no OWNER/NAME"),
            (["GITHUB_API_URL": "http://127.0.0.1:1"], "does not answer"),
            (["ISSUE_REPORT": "nowhere.md"], "nowhere.md"),
        ] {
            let run = try await keep(report(errors: 1), variables)
            #expect(run.status == 1 && run.output.contains(text), "\(run)")
        }
        for status in 0...1 {
            #expect(try await keep("", status: status).output.contains("the report has no counts"))
        }
        #expect(host.issues.isEmpty)
    }
}
