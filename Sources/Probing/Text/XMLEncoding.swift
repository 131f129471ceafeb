/// What the bytes of an XML file stand for.
enum XMLEncoding: Sendable {
    case utf8, utf16BigEndian, utf16LittleEndian
    /// ASCII, and a character for each byte from 128 on.
    case singleByte
    /// ASCII, and characters of several bytes, some of which may be in the range of ASCII.
    case multiByte

    /// The encoding of a file without a byte order mark, by the label in its declaration.
    ///
    /// Bytes can't be UTF-16, whatever the label says, and all browsers read UTF-8 under a label that they do not know.
    init(label: String?) {
        let label = (label ?? "").lowercased()
        if Self.singleByteLabels.contains(where: { label.hasPrefix($0) }) {
            self = .singleByte
        } else if Self.multiByteLabels.contains(where: { label.hasPrefix($0) }) {
            self = .multiByte
        } else {
            self = .utf8
        }
    }

    /// What labels of single-byte encodings begin with (WHATWG Encoding Standard §4.2).
    private static let singleByteLabels = [
        "ansi_x3.4-1968", "arabic", "ascii", "asmo-708", "cp125", "cp819", "cp866", "csibm866", "csiso88596",
        "csiso88598", "csisolatin", "csiso58greek", "cskoi8r", "csmacintosh", "cyrillic", "dos-874", "ecma-11",
        "elot_928",
        "greek", "hebrew", "ibm819", "ibm866", "iso-8859-", "iso-ir-100", "iso-ir-101", "iso-ir-109", "iso-ir-110",
        "iso-ir-126", "iso-ir-127", "iso-ir-138", "iso-ir-144", "iso-ir-148", "iso-ir-157", "iso8859", "iso88591",
        "iso_8859", "koi", "l1", "l2", "l3", "l4", "l5", "l6", "l9", "latin", "logical", "mac", "sun_eu_greek",
        "tis-620",
        "us-ascii", "visual", "windows-125", "windows-874", "x-cp125", "x-mac-", "x-user-defined", "866",
    ]

    /// What labels of multi-byte encodings begin with, beside those of Unicode.
    private static let multiByteLabels = [
        "big5", "chinese", "cn-big5", "csbig5", "cseuckr", "cseucpkdfmtjapanese", "csgb2312", "csiso2022", "csiso58gb",
        "csksc56011987", "csshiftjis", "euc-", "gb18030", "gb2312", "gb_2312", "gbk", "hz-gb-2312", "iso-2022-",
        "iso-ir-149", "iso-ir-58", "korean", "ks_c_5601", "ksc5601", "ksc_5601", "ms932", "ms_kanji", "shift", "sjis",
        "windows-31j", "windows-949", "x-euc-jp", "x-gbk", "x-sjis", "x-x-big5",
    ]

    /// The name that expat is given; those that it does not know are for `expat_take_any_encoding`.
    var expatName: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16BigEndian: "UTF-16BE"
        case .utf16LittleEndian: "UTF-16LE"
        case .singleByte, .multiByte: "ASCII and others"
        }
    }

    /// Number of bytes of a character of ASCII.
    var unitSize: Int { self == .utf16BigEndian || self == .utf16LittleEndian ? 2 : 1 }

    /// The bytes of a text of ASCII.
    func bytes(of text: StaticString) -> [UInt8] {
        text.description.utf8.flatMap { byte -> [UInt8] in
            switch self {
            case .utf16BigEndian: [0, byte]
            case .utf16LittleEndian: [byte, 0]
            case .utf8, .singleByte, .multiByte: [byte]
            }
        }
    }
}
