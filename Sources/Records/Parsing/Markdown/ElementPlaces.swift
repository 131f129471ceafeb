/// Elements that were found in the text of a block, as they stand in the record.
extension BodyElement {
    func placed(by places: TextPlaces) -> BodyElement {
        if places.isWhole { return self }
        var result = self
        result.range = places.place(of: range)
        result.attributes = attributes.map { $0.placed(by: places) }
        result.images = images.map { image in
            var image = image
            if !attributes[image.urlAttribute].isElsewhere { image.url.range = places.place(of: image.url.range) }
            if let descriptor = image.descriptor {
                image.descriptor = CandidateDescriptor(
                    value: descriptor.value, range: places.place(of: descriptor.range))
            }
            return image
        }
        result.insertion = insertion?.placed(by: places)
        return result
    }
}

extension BodyAttribute {
    func placed(by places: TextPlaces) -> BodyAttribute {
        var result = self
        result.nameRange = places.place(of: nameRange)
        if !isElsewhere { result.valueRange = places.place(of: valueRange) }
        return result
    }
}

extension BodyInsertion {
    /// It goes behind a byte, and stays there where marks follow that byte.
    func placed(by places: TextPlaces) -> BodyInsertion {
        if places.isWhole { return self }
        var result = self
        result.offset = places.place(of: offset - 1) + 1
        return result
    }
}
