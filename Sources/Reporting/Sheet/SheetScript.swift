/// The script of a sheet's page.
///
/// It reads, filters and sorts in slices of some milliseconds, between which the browser can answer, and has only the
/// cards near the window in the document. Texts reach the document as text alone.
enum SheetScript {
    static let text =
        "\"use strict\";\n(() => {\n\(SheetDataScript.text)\(SheetCardScript.text)\(SheetViewScript.text)})();\n"
}
