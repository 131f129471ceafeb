import DemoSite
import Foundation
import Synchronization

/// The issues of a repository, as GitHub's REST API has them: listed by label and page, opened, changed, commented on.
final class IssueHost: Sendable {
    struct Issue: Sendable {
        var number: Int
        var title = "another trouble"
        var body: String?
        var state = "open"
        var labels: [String] = []
        var author = "Bot"
        var association = "NONE"
        var isPullRequest = false
        var comments: [String] = []

        fileprivate var json: [String: Any] {
            var object: [String: Any] = [
                "number": number, "title": title, "body": body ?? NSNull(), "state": state,
                "labels": labels.map { ["name": $0] }, "user": ["login": "a", "type": author],
                "author_association": association,
            ]
            if isPullRequest { object["pull_request"] = ["url": "x"] }
            return object
        }
    }

    private let state: Mutex<[Issue]>
    /// What is answered in place of the truth, by method and path.
    let failures = SharedState<[String: ImageServer.Answer]>([:])
    static let token = "ghs_Secret123"

    init(_ issues: [Issue] = []) { state = Mutex(issues) }

    var issues: [Issue] {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }

    func server() async throws -> ImageServer {
        try await ImageServer { [self] in answer($0) }
    }

    private func answer(_ request: ImageServer.Request) -> ImageServer.Answer {
        guard let address = URLComponents(string: request.path), address.path.hasPrefix("/repos/site/site/issues"),
            request.headers["authorization"] == "Bearer \(Self.token)", request.headers["user-agent"] == "proofsheet"
        else { return Self.answer(404, ["message": "Not Found"]) }
        let parts = address.path.dropFirst("/repos/site/site/issues".count).split(separator: "/")
        if let failure = failures.value["\(request.method) \(parts.count)"] { return failure }
        let content = (try? JSONSerialization.jsonObject(with: Data(request.body))) as? [String: Any] ?? [:]
        switch (request.method, parts.count) {
        case ("GET", 0): return list(address.queryItems ?? [])
        case ("POST", 0): return open(content)
        case ("PATCH", 1): return change(Int(parts[0])) { $0.apply(content) }
        case ("POST", 2) where parts[1] == "comments":
            return change(Int(parts[0])) { $0.comments.append(content["body"] as? String ?? "") }
        default: return Self.answer(404, ["message": "Not Found"])
        }
    }

    /// Newest first, as many as a page has.
    private func list(_ query: [URLQueryItem]) -> ImageServer.Answer {
        let values = Dictionary(uniqueKeysWithValues: query.map { ($0.name, $0.value ?? "") })
        guard values["state"] == "all", let page = values["page"].flatMap({ Int($0) }),
            let count = values["per_page"].flatMap({ Int($0) }), (1...100).contains(count)
        else { return Self.answer(422, ["message": "Unprocessable"]) }
        let wanted = issues.reversed().filter { issue in values["labels"].map(issue.labels.contains) ?? true }
        return Self.answer(200, wanted.dropFirst((page - 1) * count).prefix(count).map(\.json))
    }

    private func open(_ content: [String: Any]) -> ImageServer.Answer {
        var issue = Issue(number: (issues.last?.number ?? 0) + 1)
        issue.labels = content["labels"] as? [String] ?? []
        issue.apply(content)
        guard (issue.body?.count ?? 0) <= 65_536 else { return Self.answer(422, ["message": "body is too long"]) }
        issues.append(issue)
        return Self.answer(201, issue.json)
    }

    private func change(_ number: Int?, _ body: (inout Issue) -> Void) -> ImageServer.Answer {
        state.withLock { issues in
            guard let place = issues.firstIndex(where: { $0.number == number }) else {
                return Self.answer(404, ["message": "Not Found"])
            }
            body(&issues[place])
            return Self.answer(200, issues[place].json)
        }
    }

    static func answer(_ status: Int, _ value: Any) -> ImageServer.Answer {
        let body = (try? JSONSerialization.data(withJSONObject: value)) ?? Data()
        return ImageServer.Answer(status: status, type: "application/json", body: Array(body))
    }
}

extension IssueHost.Issue {
    fileprivate mutating func apply(_ content: [String: Any]) {
        title = content["title"] as? String ?? title
        body = content["body"] as? String ?? body
        state = content["state"] as? String ?? state
    }
}
