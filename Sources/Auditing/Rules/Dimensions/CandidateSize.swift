import Probing
import Records

/// What the candidates of a `srcset` say of their images, against what these are (HTML §4.8.4.2.1).
enum CandidateSize {
    /// The candidates that are not right, by the numbers of their entries.
    static func check(_ entries: [EntrySubject]) -> [(entry: Int, issue: Issue)] {
        guard entries.contains(where: { $0.entry.descriptor != nil }) else { return [] }
        let elements = Dictionary(grouping: entries.indices.filter { isOfSet(entries[$0]) }) {
            element(of: entries[$0])
        }
        return entries.indices.compactMap { index in
            let subject = entries[index]
            guard let descriptor = subject.entry.descriptor, let size = size(of: subject) else { return nil }
            let message: String?
            switch descriptor.value {
            case .width(let width): message = fault(of: size, width: width, subject.settings.tolerance)
            case .density(let density):
                let others = (elements[element(of: subject)] ?? []).map { entries[$0] }
                message = reference(among: others, to: subject).flatMap {
                    fault(of: size, density: density, against: $0, subject.settings.tolerance)
                }
            }
            return message.map { (index, Issue(at: .descriptor, $0)) }
        }
    }

    private static func fault(of size: PixelSize, width: Int, _ tolerance: Int) -> String? {
        let expected = PixelSize(width: width, height: size.height)
        return expected.isEqual(to: size, tolerance: tolerance)
            ? nil : "the candidate says \(width)w, and the image is \(size.width) pixels wide"
    }

    private static func fault(
        of size: PixelSize, density: Double, against reference: PixelSize, _ tolerance: Int
    ) -> String? {
        guard let width = scaled(reference.width, density), let height = scaled(reference.height, density),
            let slack = scaled(max(1, tolerance), density.rounded(.up))
        else { return nil }
        let expected = PixelSize(width: width, height: height)
        return expected.isEqual(to: size, tolerance: max(tolerance, slack))
            ? nil
            : "the candidate says \(text(density))x, which would be \(expected) beside the image for 1x, \(reference); it is \(size)"
    }

    private static func scaled(_ length: Int, _ density: Double) -> Int? {
        Int(exactly: (Double(length) * density).rounded())
    }

    private static func text(_ density: Double) -> String {
        Int(exactly: density).map(String.init) ?? String(density)
    }

    /// The size of the image that is meant for one pixel each; nil where that is not known.
    ///
    /// A candidate says so for certain; the `src` beside them may only hold the place, as those do that stand in the page.
    private static func reference(among subjects: [EntrySubject], to subject: EntrySubject) -> PixelSize? {
        let candidates = subjects.filter { isCandidate($0) && density(of: $0) == 1 }
        if let size = candidates.lazy.compactMap(size).first { return subject === candidates.first ? nil : size }
        guard candidates.isEmpty, let source = subjects.first(where: { !isCandidate($0) }) else { return nil }
        if case .inline = source.location { return nil }
        return size(of: source)
    }

    /// Where none is given it is 1.
    private static func density(of subject: EntrySubject) -> Double? {
        guard let descriptor = subject.entry.descriptor else { return 1 }
        if case .density(let density) = descriptor.value { return density }
        return nil
    }

    /// The actual size, where it is one in pixels.
    private static func size(of subject: EntrySubject) -> PixelSize? {
        subject.knowledge.header?.isVector == false ? subject.actualSize : nil
    }

    private static let mark = ".srcset["

    private static func isCandidate(_ subject: EntrySubject) -> Bool { subject.entry.path.contains(mark) }

    private static func isOfSet(_ subject: EntrySubject) -> Bool { subject.entry.kind == .body }

    /// The path of the element that an entry stands in.
    private static func element(of subject: EntrySubject) -> Substring {
        let path = subject.entry.path
        return path[..<(path.firstRange(of: mark)?.lowerBound ?? path.endIndex)]
    }
}
