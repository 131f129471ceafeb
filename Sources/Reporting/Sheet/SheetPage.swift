/// The parts of a sheet's page that are the same for every report: the files in `page`, which the build puts into the
/// program.
enum SheetPage {
    /// The style sheet.
    ///
    /// All cards are of one height, which the script sets, so that it knows where each one is.
    static let style = text(PackageResources.style_css)

    /// The body as far as the data; the script fills it.
    static let body = text(PackageResources.body_html)

    /// The script, whose files share one scope of their own.
    ///
    /// It reads, filters and sorts in slices of some milliseconds, between which the browser can answer, and has only the
    /// cards near the window in the document. Texts reach the document as text alone.
    static let script: String = {
        let files = [
            PackageResources.document_js, PackageResources.entries_js, PackageResources.marks_js,
            PackageResources.picking_js,
            PackageResources.texts_js, PackageResources.frames_js, PackageResources.cards_js,
            PackageResources.layout_js,
            PackageResources.state_js, PackageResources.header_js, PackageResources.copying_js,
            PackageResources.large_js, PackageResources.keys_js, PackageResources.printing_js,
            PackageResources.controls_js, PackageResources.start_js,
        ]
        return "\"use strict\";\n(() => {\n\(files.map(text).joined())})();\n"
    }()

    private static func text(_ file: [UInt8]) -> String { String(decoding: file, as: UTF8.self) }
}
