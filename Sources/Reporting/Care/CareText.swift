/// What was done for a cache, in lines for people.
package enum CareText {
    /// The line that says what an export wrote.
    ///
    /// - Parameters:
    ///   - images: URLs with an image, and those without one.
    ///   - files: Files of the images, of which some were written, and files of earlier exports that were removed.
    package static func exported(
        images: (found: Int, absent: Int), files: (all: Int, written: Int, removed: Int)
    ) -> String {
        "exported \(Plural.text(images.found, "image")) as \(Plural.text(files.all, "file")): \(files.written) written, "
            + "\(files.all - files.written) unchanged, \(files.removed) removed; "
            + "\(images.absent) without an intact image\n"
    }

    /// The lines that say what an index has that was made anew.
    ///
    /// - Parameters:
    ///   - damagedLines: Lines of the journal that were left out.
    ///   - movedIndex: Where the damaged index was moved to.
    package static func rebuilt(entries: Int, objects: Int, damagedLines: Int, movedIndex: String?) -> String {
        var lines = [
            "the index has \(Plural.text(entries, "entry", "entries")) and \(Plural.text(objects, "object"))"
        ]
        if damagedLines > 0 {
            lines.append(
                "\(Plural.text(damagedLines, "line")) of the journal "
                    + "\(damagedLines == 1 ? "was" : "were") damaged and left out")
        }
        if let movedIndex { lines.append("the damaged index was moved to '\(PlainText.escaped(movedIndex))'") }
        return lines.joined(separator: "\n") + "\n"
    }
}
