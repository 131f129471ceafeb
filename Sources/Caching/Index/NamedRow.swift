import GRDB

/// The columns of the index that are read, by their names.
enum Column: Int, CaseIterable {
    case hash, format, rawWidth, rawHeight, orientation, frames, soundness, byteCount, modificationTime
    case cropX, cropY, cropWidth, cropHeight, announcesAnimation, correctedWidth, correctedHeight, isRatioOnly
    case isBlank, dominantColor, differenceHash, thumbHash, inode, judge
    case url, etag, lastModified, freshUntil, fetchedAt, finalURL, movedTo
    case failureKind, failureStatus, failureDetail, failedAt
    case responseFields, variantFields, requestedAt
    case movedCount, fallbackURL, importedAt, triedFallbacks

    fileprivate static let names = allCases.map { String(describing: $0) }
    fileprivate var name: String { Self.names[rawValue] }
}

/// Where the columns of a statement stand, looked up once for all of its rows: a row itself compares names anew for each
/// value, which takes most of the time that an entry takes to read.
struct ColumnPlaces {
    /// By column.
    private let places: [Int?]

    init(_ names: some Sequence<String>) {
        // Of two columns of one name the first counts, as with a row.
        let known = Dictionary(zip(names, 0...)) { first, _ in first }
        places = Column.names.map { known[$0] }
    }

    subscript(column: Column) -> Int? { places[column.rawValue] }
}

/// A row of a statement whose columns' places are known.
struct NamedRow {
    let row: Row
    let places: ColumnPlaces

    init(_ row: Row, _ places: ColumnPlaces) {
        self.row = row
        self.places = places
    }

    init(_ row: Row) { self.init(row, ColumnPlaces(row.columnNames)) }

    /// The value of a column; nil where it is null, or an index of an earlier version has no such column.
    subscript<Value: DatabaseValueConvertible & StatementColumnConvertible>(column: Column) -> Value? {
        guard let place = places[column] else { return nil }
        return row[place]
    }

    /// The value of a column that every version has, and that is never null.
    subscript<Value: DatabaseValueConvertible & StatementColumnConvertible>(required column: Column) -> Value {
        guard let place = places[column] else { return row[column.name] }
        return row[place]
    }
}
