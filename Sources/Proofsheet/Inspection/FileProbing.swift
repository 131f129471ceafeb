import FileSystem
import Probing

extension Probe {
    /// The header of the image in a file, from as few reads as possible.
    static func outcome(ofFile path: String, countsFrames: Bool = false) throws(FileSystemError) -> ProbeOutcome {
        let file = try FileDescriptor.openRegularFile(path)
        return try header(countsFrames: countsFrames) { offset, buffer throws(FileSystemError) in
            try file.read(into: &buffer, at: offset)
        }
    }
}
