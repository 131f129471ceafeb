import Auditing
import Foundation
import Reporting
import Testing

@Suite("The source of a built page")
struct SourceReportTests {
    private var built: Report {
        var first = finding(record: "_site/a.html")
        first.source = Finding.Source(record: "content/a b.md", line: 12)
        return report(first)
    }

    @Test("is the place that people look at", arguments: ["text", "github", "junit"])
    func places(format: String) throws {
        #expect(try rendered(format, built).contains("source: content/a b.md:12"))
        #expect(try !rendered(format, report(finding())).contains("source"))
    }

    @Test("is shown in Markdown as it is written")
    func markdown() throws {
        #expect(try rendered("markdown", built).contains("<br>source: content/a b.md:12 |"))
    }

    @Test("is a field of JSON, null where it is not known")
    func json() throws {
        func source(_ report: Report) throws -> Any? {
            let text = try rendered("ndjson", report).split(separator: "\n").first ?? ""
            return (try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])?["source"]
        }
        #expect(try source(built) as? String == "content/a b.md:12")
        #expect(try source(report(finding())) is NSNull)
    }

    @Test("is a related location of SARIF")
    func sarif() throws {
        let object = try JSONSerialization.jsonObject(with: Data(rendered("sarif", built).utf8)) as? [String: Any]
        let run = try #require((object?["runs"] as? [[String: Any]])?.first)
        let result = try #require((run["results"] as? [[String: Any]])?.first)
        let related = try #require((result["relatedLocations"] as? [[String: Any]])?.first)
        let place = try #require(related["physicalLocation"] as? [String: [String: Any]])
        #expect(place["artifactLocation"]?["uri"] as? String == "content/a%20b.md")
        #expect(place["region"]?["startLine"] as? Int == 12)
    }
}
