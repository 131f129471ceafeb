import Testing

@testable import Proofsheet

@Suite("The editor of a proof sheet")
struct EditorTests {
    @Test(
        "is known by its name, or is what a URL opens",
        arguments: [
            ("vscode", "vscode://file{path}:{line}:{column}"),
            ("idea", "idea://open?file={path}&line={line}&column={column}"),
            ("zed", "zed://file{path}:{line}:{column}"),
            ("subl://open?url=file://{path}&line={line}", "subl://open?url=file://{path}&line={line}"),
            ("x-mine+1:{path}", "x-mine+1:{path}"),
        ])
    func known(text: String, template: String) throws {
        let editor = try #require(Editor(text))
        #expect(editor.template == template && editor.text == text)
    }

    @Test(
        "is none where a place has no part in it, or a browser would run it",
        arguments: [
            "", "emacs", "vscode://file", "{path}", "/usr/bin/vi {path}", "javascript:alert('{path}')",
            "JavaScript:{path}",
            "data:text/html,{path}", "1x:{path}", "a b:{path}", "x:{path}\u{202e}",
        ])
    func unknown(text: String) { #expect(Editor(text) == nil) }
}
