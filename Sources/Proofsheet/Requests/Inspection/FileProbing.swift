package import FileSystem
package import Probing

extension Probe {
    /// The header of the image in a file, from as few reads as possible.
    package static func outcome(ofFile path: String, countsFrames: Bool = false) throws(FileSystemError) -> ProbeOutcome
    {
        let file = try FileDescriptor.openFileStart(path)
        return try header(countsFrames: countsFrames) { offset, least, buffer throws(FileSystemError) in
            try file.read(into: &buffer, at: offset, atLeast: least)
        }
    }
}
