import FileSystem

/// Where data sets in the format of COCO keep their images, seen from a file with annotations.
///
/// COCO itself has `annotations/instances_train2017.json` beside `train2017/` (cocodataset.org/#download). Sets made in its
/// likeness have `images/` in its place, or `images/train2017/`. Labelling tools put `images/` or `data/` beside the file, and
/// Roboflow the images themselves.
struct DataSetLayout {
    private let directory: String
    /// Words of the file's name that directories of its images have.
    private let subsets: [String]

    /// - Parameter record: The path of the file.
    init(record: String) {
        directory = FileSystem.parentPath(of: record)
        let stem = FileSystem.name(of: record).prefix { $0 != "." }
        let subset = stem.split(separator: "_").last.map(String.init) ?? ""
        // The images of `test-dev2017` are a part of those of `test2017`.
        subsets = [subset, subset.replacing("-dev", with: "")].filter { !$0.isEmpty }
    }

    /// Directories to look into in their order, for what is not beside the file itself.
    var imageDirectories: [String] {
        var bases = [directory]
        // Only such a directory is one of annotations alone, whose images are beside it.
        if ["annotations", "annotation", "labels"].contains(FileSystem.name(of: directory)) {
            bases.append(FileSystem.parentPath(of: directory))
        }
        return bases.flatMap { base in
            (subsets + subsets.map { "images/" + $0 } + ["images", "data"]).map {
                base == "." ? $0 : joinPath(base, $0)
            }
        }
    }
}
