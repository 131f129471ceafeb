/// The parts of a sheet's page that are the same for every report: the files in `page` and `review`, which the build puts
/// into the program.
struct SheetPage {
    /// The style sheet.
    ///
    /// All cards are of one height, which the script sets, so that it knows where each one is.
    let style: String

    /// The body as far as the data; the script fills it.
    let body: String

    /// The script, whose files share one scope of their own.
    ///
    /// It reads, filters and sorts in slices of some milliseconds, between which the browser can answer, and has only the
    /// cards near the window in the document. Texts reach the document as text alone.
    let script: String

    /// That of a file, which opens from the disk.
    static let file = SheetPage(
        style: text(PackageResources.style_css), body: text(PackageResources.body_html),
        script: script(of: shared + [PackageResources.start_js]))

    /// That of a review, which can have its server change the records.
    static let served = SheetPage(
        style: text(PackageResources.style_css) + text(PackageResources.review_css),
        body: text(PackageResources.body_html) + text(PackageResources.review_html),
        script: script(
            of: shared + [
                PackageResources.start_js, PackageResources.telling_js, PackageResources.changing_js,
                PackageResources.review_js,
            ]))

    private static let shared = [
        PackageResources.document_js, PackageResources.entries_js, PackageResources.marks_js,
        PackageResources.picking_js,
        PackageResources.texts_js, PackageResources.frames_js, PackageResources.cards_js,
        PackageResources.layout_js,
        PackageResources.state_js, PackageResources.header_js, PackageResources.copying_js,
        PackageResources.large_js, PackageResources.keys_js, PackageResources.printing_js,
        PackageResources.controls_js,
    ]

    private static func script(of files: [[UInt8]]) -> String {
        "\"use strict\";\n(() => {\n\(files.map(text).joined())})();\n"
    }

    private static func text(_ file: [UInt8]) -> String { String(decoding: file, as: UTF8.self) }
}
