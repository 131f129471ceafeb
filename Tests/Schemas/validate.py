#!/usr/bin/env python3
"""Judges what Proofsheet writes by published schemas and other people's parsers.

    validate.py json SCHEMA FILE...       JSON documents by a JSON Schema
    validate.py lines SCHEMA FILE...      the same for each line
    validate.py sarif SCHEMA FILE REPORT  SARIF, against the JSON report of the same run too
    validate.py junit FILE REPORT         what a JUnit report says, against the JSON report (xmllint knows its schema)
    validate.py markdown FILE REPORT      what cmark-gfm makes of a Markdown report, against the JSON report
    validate.py github FILE REPORT        workflow commands by their grammar, against the JSON report
    validate.py configuration PAGE FILE...  the schema of the configuration: what it takes, and what it refuses

All but the last need no program of ours; that one takes its path from --program. Prints what is wrong, and exits with 0
where nothing is, 1 where something is.
"""

import argparse
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unicodedata
import urllib.parse
import xml.etree.ElementTree

failures = []


def check(is_right, text):
    """Notes what is not right, and goes on."""
    if not is_right:
        failures.append(text)


def validator(schema_path):
    """A validator for a schema, which may refer to others beside it."""
    import jsonschema

    path = pathlib.Path(schema_path)
    text, definitions = path.read_text(), {}
    for other in path.parent.glob("*.schema.json"):
        if f'"{other.name}#/' in text:
            text = text.replace(f'"{other.name}#/', '"#/')
            definitions |= json.loads(other.read_text())["$defs"]
    schema = json.loads(text)
    if definitions:
        schema["$defs"] = schema.get("$defs", {}) | definitions
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def judge(judges, document, name):
    for error in judges.iter_errors(document):
        place = "/".join(map(str, error.absolute_path))
        check(False, f"{name}: {place}: {error.message[:300]}")


def validate_json(schema, *files):
    judges = validator(schema)
    for file in files:
        judge(judges, json.loads(pathlib.Path(file).read_text()), file)


def validate_lines(schema, *files):
    judges = validator(schema)
    for file in files:
        lines = pathlib.Path(file).read_text().removesuffix("\n").split("\n")
        for number, line in enumerate(lines, 1):
            judge(judges, json.loads(line), f"{file}:{number}")


def findings_of(report):
    return json.loads(pathlib.Path(report).read_text())["findings"]


def failures_of(report):
    return json.loads(pathlib.Path(report).read_text())["failures"]


def printable(text):
    """The text as reports for people show it: what could steer a terminal is a visible escape."""
    invisible = {"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"}
    return "".join(
        f"\\u{{{ord(c):X}}}" if unicodedata.category(c) in invisible else c for c in text)


def validate_sarif(schema, file, report):
    validate_json(schema, file)
    run, = json.loads(pathlib.Path(file).read_text())["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    findings = findings_of(report)
    check(len(findings) == len(run["results"]), "as many results as findings")
    levels = {"error": "error", "warning": "warning", "info": "note"}
    for finding, result in zip(findings, run["results"]):
        check(result["ruleId"] == finding["rule"] == rules[result["ruleIndex"]], f"rule of {result}")
        check(result["level"] == levels[finding["severity"]], f"level of {result}")
        physical = result["locations"][0]["physicalLocation"]
        uri = physical["artifactLocation"]["uri"]
        path = urllib.parse.unquote(urllib.parse.urlsplit(uri).path)
        check(path.removeprefix("./") == finding["record"], f"{uri!r} is not {finding['record']!r}")
        check(re.fullmatch(r"[!-~]*", uri) is not None and '"' not in uri, f"a URI of ASCII: {uri!r}")
        region = physical.get("region", {})
        check(region.get("startLine") == finding["line"], f"line of {result}")


def validate_junit(file, report):
    root = xml.etree.ElementTree.parse(file).getroot()
    findings = findings_of(report)
    cases = root.findall("testsuite/testcase")
    errors = [finding for finding in findings if finding["severity"] == "error"]

    def shown(text):
        return "\n".join(map(printable, text.split("\n")))

    failed = [failure.get("message") for failure in root.iter("failure")]
    check(failed == [shown(finding["message"]) for finding in errors], "the errors are the failed tests")
    check([error.get("message") for error in root.iter("error")] == [shown(f) for f in failures_of(report)],
          "what could not be done are errors")
    check(int(root.get("tests")) == len(cases) and int(root.get("failures")) == len(failed), "the counts are right")
    for suite in root.findall("testsuite"):
        check(int(suite.get("tests")) == len(suite.findall("testcase")), f"the tests of {suite.get('name')!r}")
        check(int(suite.get("failures")) == len(list(suite.iter("failure"))), f"the failures of {suite.get('name')!r}")
    records = [case.get("classname") for case in cases[:len(findings)]]
    check(records == [shown(finding["record"]) for finding in findings], "the records are the names of classes")


class Page(html.parser.HTMLParser):
    """The headings and tables of a page, and which elements it has."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.attributes, self.addresses = set(), set(), []
        self.headings, self.tables, self.text = [], [], None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attributes)
        self.addresses += [value for name, value in attributes if name == "href"]
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th", "h3"):
            self.text = ""
        elif tag == "br" and self.text is not None:
            self.text += "\n"

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.tables[-1][-1].append(self.text)
        elif tag == "h3":
            self.headings.append(self.text)

    def handle_data(self, data):
        if self.text is not None:
            self.text += data


def spaced(text):
    """The text as a browser spaces it."""
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))


def validate_markdown(file, report):
    command = ["cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", "-e", "strikethrough", "-e", "tasklist", file]
    page = Page(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    findings = findings_of(report)
    records = []
    for finding in findings:
        if not records or records[-1][0] != finding["record"]:
            records.append((finding["record"], []))
        text = printable(finding["message"])
        if finding["url"] is not None:
            text += "\n" + printable(finding["url"])
        line = "" if finding["line"] is None else str(finding["line"])
        records[-1][1].append(
            [line, finding["severity"], finding["rule"], printable(finding["entry"] or ""), text])
    allowed = {"h2", "h3", "table", "thead", "tbody", "tr", "th", "td", "br", "p", "strong", "pre", "code", "a"}
    check(page.elements <= allowed, f"elements come of texts: {page.elements - allowed}")
    check(page.attributes <= {"align", "class", "lang", "href"}, f"attributes come of texts: {page.attributes}")
    check_addresses(page.addresses, findings)
    overview, *tables = page.tables
    counts = json.loads(pathlib.Path(report).read_text())["rules"]
    check({row[2]: int(row[0]) for row in overview[1:]} == counts, f"the overview has the counts: {overview}")
    headings = [spaced(printable(record)) for record, _ in records]
    check([spaced(heading) for heading in page.headings] == headings[:len(tables)],
          f"the headings are the records: {page.headings}")
    check(len(tables) == len(page.headings), "there is a table for each record")
    for (record, rows), table in zip(records, tables):
        check(table[0] == ["line", "severity", "rule", "entry", "finding"], f"the header of {record!r}")
        for expected, row in zip(rows, table[1:]):
            expected, row = [spaced(cell) for cell in expected], [spaced(cell) for cell in row]
            check(expected == row, f"a row of {record!r}: {row} is not {expected}")
        is_last = table is tables[-1]
        check(len(table) == len(rows) + 1 or is_last and len(table) <= len(rows), f"the rows of {record!r}")
    text = pathlib.Path(file).read_text()
    missing = len(findings) - sum(len(table) - 1 for table in tables)
    check((f"{missing} more are not shown here" in text) == (missing > 0), f"{missing} are missing, which it says")
    check(missing == 0 or len(text.encode()) <= 65536, "it fits in a comment")


def check_addresses(addresses, findings):
    """Links lead to records and to images of the web, and nowhere else."""
    images = {urllib.parse.unquote(finding["url"] or "") for finding in findings}
    records = {finding["record"] for finding in findings}
    for address in addresses:
        parts = urllib.parse.urlsplit(address)
        if parts.scheme in ("http", "https"):
            check(urllib.parse.unquote(address) in images, f"a link to no image: {address!r}")
        else:
            path = urllib.parse.unquote(parts.path)
            check(not parts.scheme and not parts.netloc and path in records, f"a link to no record: {address!r}")
            check(re.fullmatch(r"|L[0-9]+", parts.fragment) is not None, f"a link to no line: {address!r}")


def validate_github(file, report):
    """Workflow commands, as the runner reads them: `::name key=value,key=value::data` at the start of a line."""
    def plain(text, is_property=False):
        escapes = {"%25": "%", "%0D": "\r", "%0A": "\n"}
        if is_property:
            escapes |= {"%3A": ":", "%2C": ","}
        return re.sub("|".join(escapes), lambda match: escapes[match[0]], text)

    commands = []
    with open(file, newline="") as stream:
        lines = stream.read().split("\n")
    for line in lines:
        check("##[" not in line, f"a command of the old form: {line!r}")
        if not line.lstrip().startswith("::"):
            continue
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        check(match is not None, f"no command: {line!r}")
        if match:
            properties = [item.split("=", 1) for item in match[2].split(",")]
            commands.append((match[1], {key: plain(value, True) for key, value in properties}, plain(match[3])))
    expected = {"error": [], "warning": [], "notice": []}
    levels = {"error": "error", "warning": "warning", "info": "notice"}
    expected["error"] += [("error", {"title": "proofsheet"}, printable(failure)) for failure in failures_of(report)]
    for finding in findings_of(report):
        properties = {"file": printable(finding["record"]), "title": finding["rule"]}
        if finding["line"] is not None:
            properties |= {"line": str(finding["line"]), "col": str(finding["column"])}
        text = "" if finding["entry"] is None else finding["entry"] + ": "
        text += finding["message"] + ("" if finding["url"] is None else f" ({finding['url']})")
        level = levels[finding["severity"]]
        expected[level].append((level, properties, printable(text)))
    # GitHub shows ten of each kind.
    expected = [command for level in expected.values() for command in level[:10]]
    for command, wanted in zip(commands, expected):
        check(command == wanted, f"{command} is not {wanted}")
    check(len(commands) == len(expected), "there is a command for each finding and failure")


def validate_configuration(program, page, *files):
    import jsonschema
    import yaml

    schema = json.loads(subprocess.run(
        [program, "config", "--schema"], check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout)
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    check(kind is jsonschema.Draft202012Validator, f"it is read as a schema of draft 2020-12, not by {kind}")
    judges = kind(schema)

    def is_taken_by_program(document):
        with tempfile.TemporaryDirectory() as directory:
            file = pathlib.Path(directory, "one.yml")
            file.write_text(yaml.safe_dump(document))
            environment = {"PATH": "/usr/bin:/bin", "MEDIA_TOKEN": "bearer x"}
            run = subprocess.run([program, "config", "--config", str(file)], capture_output=True, text=True,
                                 stdin=subprocess.DEVNULL, env=environment)
        check(run.returncode in (0, 2), f"{document}: exit status {run.returncode}")
        return run.returncode == 0

    def takes(document, name):
        judge(judges, document, name)

    def refuses(document):
        check(not judges.is_valid(document), f"the schema takes {document}")

    examples = re.findall(
        r"^```yaml configuration\n(.*?)^```", pathlib.Path(page).read_text(), re.MULTILINE | re.DOTALL)
    check(len(examples) > 0, "the page has an example")
    for example in examples:
        takes(yaml.safe_load(example), page)
        check(is_taken_by_program(yaml.safe_load(example)), "the program takes that of the page")
        for key, value in yaml.safe_load(example).items():
            takes({key: value}, f"{page}: {key}")

    for file in files:
        text = pathlib.Path(file).read_text()
        takes(yaml.safe_load(text), file)
        # Lines that explain begin with a capital letter.
        suggestions = re.findall(r"^# ([a-z].*)$", text, re.MULTILINE)
        check(len(suggestions) > 40, f"{file} has suggestions")
        for suggestion in suggestions:
            takes(yaml.safe_load(suggestion), f"{file}: {suggestion}")

    for key in schema["properties"]:
        for misspelt in (key + "s", key[:-1], key.upper(), key.replace("-", "_") if "-" in key else "_" + key):
            if misspelt not in schema["properties"]:
                refuses({misspelt: "1"})
        refuses({key: [[["nonsense"]]]})
        refuses({key: {"nonsense": {"nonsense": ["nonsense"]}}})
        check(not is_taken_by_program({key: [[["nonsense"]]]}), f"the program refuses lists of lists for {key}")


def main():
    kinds = {
        "json": validate_json, "lines": validate_lines, "sarif": validate_sarif, "junit": validate_junit,
        "markdown": validate_markdown, "github": validate_github, "configuration": validate_configuration,
    }
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--program", help="the program, where it is needed")
    parser.add_argument("kind", choices=kinds)
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    files = arguments.files if arguments.program is None else [arguments.program, *arguments.files]
    kinds[arguments.kind](*files)
    for failure in failures[:50]:
        print("WRONG " + failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
