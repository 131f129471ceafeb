import GRDB

/// Where the columns of a statement stand, looked up once for all of its rows: a row itself compares names anew for each
/// value, which takes most of the time that an entry takes to read.
struct ColumnPlaces {
    private let places: [String: Int]

    init(_ names: some Sequence<String>) {
        // Of two columns of one name the first counts, as with a row.
        places = Dictionary(names.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
    }

    subscript(name: String) -> Int? { places[name] }
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
    subscript<Value: DatabaseValueConvertible & StatementColumnConvertible>(name: String) -> Value? {
        guard let place = places[name] else { return nil }
        return row[place]
    }

    /// The value of a column that every version has, and that is never null.
    subscript<Value: DatabaseValueConvertible & StatementColumnConvertible>(required name: String) -> Value {
        guard let place = places[name] else { return row[name] }
        return row[place]
    }
}
