import Auditing
import Foundation
import FoundationXML
import Records
import Reporting
import Testing

func rendered(_ format: String, _ report: Report) throws -> String {
    try #require(ReportFormats.named(format)).render(report)
}

/// Two findings of one record, one of another, and something that could not be done.
func mixedReport() -> Report {
    var first = finding(edits: [Edit(offset: 40, length: 4, replacement: "false")])
    first.range = 40..<44
    first.layoutShift = 120
    var report = report(
        first,
        finding(rule: .dimensionsScaled, severity: .warning, line: 9, message: "another scale"),
        finding(rule: .urlInsecure, severity: .info, record: "b, c.md", message: "the URL is http"))
    report.failures = ["'x.md' cannot be read: denied"]
    return report
}

@Suite("Report formats")
struct FormatTests {
    @Test("ndjson is a finding a line, then failures and the counts")
    func ndjson() throws {
        let lines = try rendered("ndjson", mixedReport()).split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        #expect(lines.map { $0["type"] as? String } == ["finding", "finding", "finding", "failure", "summary"])
        #expect(lines[0]["rule"] as? String == "flag-stale" && lines[0]["layoutShift"] as? Double == 0.12)
        #expect(lines[3]["message"] as? String == "'x.md' cannot be read: denied" && lines[4]["warnings"] as? Int == 1)
    }

    @Test("github is a workflow command a finding, whose values hold no end of a value")
    func github() throws {
        #expect(
            try rendered("github", mixedReport()) == """
                ::error title=proofsheet::'x.md' cannot be read: denied
                ::error file=post.md,line=3,col=12,title=flag-stale::images[0]: the flag says cached (https://example.com/a.jpg)
                ::warning file=post.md,line=9,col=12,title=dimensions-scaled::images[0]: another scale (https://example.com/a.jpg)
                ::notice file=b%2C c.md,line=3,col=12,title=url-insecure::images[0]: the URL is http (https://example.com/a.jpg)
                count  severity  rule               worst hosts    what helps
                    1  error     flag-stale         example.com 1  proofsheet rules flag-stale
                    1  warning   dimensions-scaled  example.com 1  proofsheet rules dimensions-scaled
                    1  info      url-insecure       example.com 1  proofsheet rules url-insecure
                1 record, 2 entries, 0 images (0 cached), 1 error, 1 warning, 1 info

                """)
    }

    @Test("markdown is an overview, and a table a record, with links to lines and images")
    func markdown() throws {
        var report = mixedReport()
        report.repository = RepositoryPlace(root: "/srv/archive", directory: "/srv/archive/site")
        report.fileAddress = "https://host.example/o/r/blob/1"
        let image = #"[https&#58;//example.com/a.jpg](https://example.com/a.jpg)"#
        #expect(
            try rendered("markdown", report) == """
                ## Proofsheet: 3 findings

                | count | severity | rule | worst hosts | what helps |
                | ---: | --- | --- | --- | --- |
                | 1 | error | flag-stale | example.com 1 | `proofsheet rules flag-stale` |
                | 1 | warning | dimensions-scaled | example.com 1 | `proofsheet rules dimensions-scaled` |
                | 1 | info | url-insecure | example.com 1 | `proofsheet rules url-insecure` |

                **Failed:** 'x.md' cannot be read: denied

                ### [site/post.md](https://host.example/o/r/blob/1/site/post.md)

                | line | severity | rule | entry | finding |
                | ---: | --- | --- | --- | --- |
                | [3](https://host.example/o/r/blob/1/site/post.md#L3) | error | flag-stale | images\\[0\\] | the flag says cached<br>\(image) |
                | [9](https://host.example/o/r/blob/1/site/post.md#L9) | warning | dimensions-scaled | images\\[0\\] | another scale<br>\(image) |

                ### [site/b, c.md](https://host.example/o/r/blob/1/site/b%2C%20c.md)

                | line | severity | rule | entry | finding |
                | ---: | --- | --- | --- | --- |
                | [3](https://host.example/o/r/blob/1/site/b%2C%20c.md#L3) | info | url-insecure | images\\[0\\] | the URL is http<br>\(image) |

                1 record, 2 entries, 0 images (0 cached), 1 error, 1 warning, 1 info

                """)
    }

    @Test("junit fails tests for errors alone, and has what could not be done as an error")
    func junit() throws {
        #expect(
            try rendered("junit", mixedReport()) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites name="proofsheet" tests="5" failures="1" errors="1">
                  <testsuite name="post.md" tests="2" failures="1" errors="0" skipped="0">
                    <testcase name="flag-stale images[0]" classname="post.md">
                      <failure message="the flag says cached" type="flag-stale">post.md:3:12: the flag says cached&#10;https://example.com/a.jpg</failure>
                    </testcase>
                    <testcase name="dimensions-scaled images[0]" classname="post.md">
                      <system-out>warning: post.md:9:12: another scale&#10;https://example.com/a.jpg</system-out>
                    </testcase>
                  </testsuite>
                  <testsuite name="b, c.md" tests="1" failures="0" errors="0" skipped="0">
                    <testcase name="url-insecure images[0]" classname="b, c.md">
                      <system-out>info: b, c.md:3:12: the URL is http&#10;https://example.com/a.jpg</system-out>
                    </testcase>
                  </testsuite>
                  <testsuite name="proofsheet" tests="2" failures="0" errors="1" skipped="0">
                    <testcase name="run" classname="proofsheet">
                      <error message="&#39;x.md&#39; cannot be read: denied"/>
                    </testcase>
                    <testcase name="1 record, 2 entries, 0 images (0 cached)" classname="proofsheet"/>
                  </testsuite>
                </testsuites>

                """)
    }

    @Test("sarif has a region by line and by bytes, a fix, and every rule with its texts")
    func sarif() throws {
        let text = try rendered("sarif", mixedReport())
        let log = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(log["version"] as? String == "2.1.0")
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        let driver = try #require((run["tool"] as? [String: [String: Any]])?["driver"])
        let rules = try #require(driver["rules"] as? [[String: Any]])
        #expect(rules.map { $0["id"] as? String } == Rules.names)
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.map { $0["level"] as? String } == ["error", "warning", "note"])
        for result in results {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
        }
        let location = try #require(
            (results[0]["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any])
        #expect(
            location["region"] as? [String: Int] == [
                "startLine": 3, "startColumn": 12, "byteOffset": 40, "byteLength": 4,
            ])
        #expect(text.contains("\"uri\": \"b%2C%20c.md\"") && text.contains("\"text\": \"false\""))
        let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
        #expect(invocation["executionSuccessful"] as? Bool == false)
    }

    @Test("no format lets a hostile text through as it is, in any field", arguments: ReportFormats.all.map(\.name))
    func hostile(format: String) throws {
        for text in hostileTexts {
            var hostile = finding(record: text, url: "https://user:pass@h.example/\(text)?token=secret1", message: text)
            hostile.entry = text
            var report = report(hostile)
            report.failures = [text]
            report.style = TextStyle(width: 80)
            let output = try rendered(format, report)
            #expect(
                output.unicodeScalars.allSatisfy { $0 == "\n" || PlainText.escaped(String($0)) == String($0) },
                "\(text)")
            #expect(!output.contains("pass@") && !output.contains("secret1"), "\(output)")
            // A page has markup of its own, which `ProofSheetTests` tells from that of texts.
            if !["text", "json", "ndjson", "sarif", "github", "html"].contains(format) {
                for markup in ["<script", "<img", "<b>", "<!--", "<?php", "<https", "onerror=alert(1)>"] {
                    #expect(!output.contains(markup), "\(output)")
                }
            }
            if format == "markdown" {
                // Links to the record and to its line alone: a URL with a credential leads nowhere.
                let links = output.replacing("\\](", with: "").ranges(of: "](")
                #expect(links.count == (text.hasPrefix("/") ? 0 : 2), "\(output)")
            }
            if format == "github" {
                let lines = output.split(separator: "\n")
                #expect(lines.count == 5 && lines[0].hasPrefix("::error title=") && lines[1].hasPrefix("::error file="))
            }
            if format == "junit" { #expect(XMLParser(data: Data(output.utf8)).parse(), "\(text)") }
        }
    }

    @Test(
        "no format shows credentials of URLs in URLs, however they are encoded",
        arguments: ReportFormats.all.map(\.name))
    func nested(format: String) throws {
        for url in [
            "https://p.example/?u=https://user:PASS1@h/a.jpg&w=5", "https://p.example/proxy/https://user:PASS1@h/a.jpg",
            "https://p.example/?u=https%3A%2F%2Fuser%3APASS1%40h%2Fa.jpg%3Ftoken%3DSECRET1%26w%3D5",
            "https://p.example/https%253A%252F%252Fh%252Fa.jpg%253Fsig%253DSECRET1/a.jpg",
        ] {
            let output = try rendered(format, report(finding(url: url)))
            #expect(!output.contains("PASS1") && !output.contains("SECRET1"), "\(output)")
        }
    }

    @Test("the same findings give the same bytes", arguments: ReportFormats.all.map(\.name))
    func deterministic(format: String) throws {
        let first = try rendered(format, mixedReport())
        for _ in 0..<100 { #expect(try rendered(format, mixedReport()) == first) }
    }

    @Test("every format ends with a line end, has no finding where there is none, and says so in its own way")
    func empty() throws {
        for format in ReportFormats.all {
            let output = format.render(report())
            #expect(output.hasSuffix("\n") && !output.hasPrefix("\n"), "\(format.name)")
        }
    }
}

@Suite("Text for a terminal")
struct TextStyleTests {
    @Test("long messages are broken at spaces, and URLs where they must be")
    func wrapped() throws {
        var report = report(
            finding(
                url: "https://example.com/" + String(repeating: "x", count: 60),
                message: String(repeating: "word ", count: 12)))
        report.style = TextStyle(width: 40)
        let lines = try rendered("text", report).split(separator: "\n")
        #expect(lines.dropLast().allSatisfy { $0.count <= 40 })
        #expect(lines.filter { $0.contains("word") }.count == 2)
        #expect(lines.filter { $0.contains("xxx") }.map { $0.drop { $0 == " " } }.joined().count == 80)
    }

    @Test("colours mark severities where they are wanted, and are absent elsewhere")
    func colored() throws {
        var report = report(finding(), finding(rule: .dimensionsScaled, severity: .warning))
        #expect(try !rendered("text", report).contains("\u{1B}"))
        report.style = TextStyle(isColored: true)
        let text = try rendered("text", report)
        #expect(
            text.contains("\u{1B}[31merror") && text.contains("\u{1B}[33mwarning")
                && text.contains("\u{1B}[1mpost.md:3:12\u{1B}[0m"))
    }
}
