/// A rule that speaks of a declared size by which a page may shift.
protocol DimensionRule: DeclarationRule {}

extension EntrySubject {
    /// The shift of the layout when the image comes and its box, reserved by the declared size, takes the image's own
    /// ratio, in thousandths of the unit of the Layout Instability API; nil where the actual size is not known.
    ///
    /// An estimate: the image stands at the top of the window, as wide as the column of text or its declared width, and
    /// all below it moves. The score is the part of the window that moves times the distance, by the window's height.
    /// Nothing is reserved where a side is missing or invalid.
    var layoutShift: Int? {
        guard let actual = actualSize, actual.width > 0 else { return nil }
        let viewport = settings.viewport
        let declared = declaredSize
        let width = Double(min(declared?.width ?? actual.width, viewport.columnWidth))
        let window = Double(viewport.height)
        let reserved = declared.map { width * Double($0.height) / Double($0.width) } ?? 0
        let shown = width * Double(actual.height) / Double(actual.width)
        let distance = min(abs(shown - reserved) / window, 1)
        let impact = max(0, 1 - min(shown, reserved) / window)
        return Int((distance * impact * 1_000).rounded())
    }
}
