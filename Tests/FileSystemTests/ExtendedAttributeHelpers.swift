import CSystem

func setAttribute(_ name: String, _ value: String, of path: String) -> Bool {
    setxattr(path, name, value, value.utf8.count, 0) == 0
}

func attribute(_ name: String, of path: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = getxattr(path, name, &buffer, buffer.count)
    return count < 0 ? nil : String(decoding: buffer.prefix(count), as: UTF8.self)
}
