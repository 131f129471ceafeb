import Glibc

extension FileSystem {
    /// Copies the content of a regular file into a new one, which only this user may read.
    package static func copy(_ path: String, to target: String) throws(FileSystemError) {
        let source = try FileDescriptor.openRegularFile(path)
        let copy = try FileDescriptor.open(target, flags: O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
        var offset = 0
        while true {
            let piece = try source.read(at: offset, count: 1 << 20)
            if piece.isEmpty { return }
            try copy.write(piece)
            offset += piece.count
        }
    }

    /// Makes a directory that nobody else has, in `TMPDIR` or `/tmp` (mkdtemp(3)).
    package static func makeTemporaryDirectory() throws(FileSystemError) -> String {
        let parent = getenv("TMPDIR").map { String(cString: $0) } ?? ""
        let path = joinPath(parent.isEmpty ? "/tmp" : parent, "proofsheet-XXXXXX")
        try injectedFault(.makeDirectory, path)
        try checkNoNUL(path, for: .makeDirectory)
        var template = Array(path.utf8CString)
        let made = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
        }
        guard let made else { throw FileSystemError(call: .makeDirectory, path: path, code: errno) }
        return made
    }
}
