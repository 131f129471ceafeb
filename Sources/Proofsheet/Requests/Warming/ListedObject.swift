import Auditing
import Foundation

/// What a JSON object of a list says; a size that is none is no size.
struct ListedObject: Decodable {
    let url: String?
    let size: PixelSize?

    /// Nil where the bytes are no JSON object.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard let object = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else { return nil }
        self = object
    }

    private enum Key: String, CodingKey {
        case url, width, height
    }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Key.self)
        url = try? members.decode(String.self, forKey: .url)
        guard let width = try? members.decode(Int.self, forKey: .width), width > 0,
            let height = try? members.decode(Int.self, forKey: .height), height > 0
        else {
            size = nil
            return
        }
        size = PixelSize(width: width, height: height)
    }
}
