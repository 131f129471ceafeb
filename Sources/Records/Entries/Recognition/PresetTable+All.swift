/// The presets that there are; each is a table here and a case of `EntryPreset`.
extension PresetTable {
    /// IIIF Presentation API 2.1 (§3) and 3.0 (§3.2): `id`, or `@id`, of a thumbnail or logo is its address.
    static let iiif = PresetTable(urlKeys: ["id", "@id"])

    /// COCO's object detection format (cocodataset.org/#format-data): the file in the data set comes before its copies on
    /// the web, and its size is the one after the orientation of the Exif data.
    static let coco = PresetTable(keys: ["coco_url": .about, "flickr_url": .about], urlKeys: ["file_name"])

    /// schema.org: `contentUrl` of an ImageObject is the image, and `url` may be a page (schema.org/MediaObject).
    static let schemaOrg = PresetTable(
        urlKeys: ["contentUrl"], containerKeys: ["primaryImageOfPage", "screenshot", "associatedMedia"])

    /// WordPress' REST API (developer.wordpress.org/rest-api/reference/media): `source_url` is the file, and `guid` may be
    /// a page.
    static let wordpress = PresetTable(
        keys: [
            "guid": .other, "featured_media_src_url": .picture, "jetpack_featured_media_url": .picture,
        ], urlKeys: ["source_url"])

    /// Contentful's Content Delivery API: `fields.file.url` of an asset.
    static let contentful = PresetTable(keys: ["file": .figure])

    /// Sanity (sanity.io/docs/image-metadata): `asset.url` of an image.
    static let sanity = PresetTable(keys: ["asset": .picture])

    /// Ghost's settings and posts (ghost.org/docs/content-api): paths from the root of the site, with or without extension.
    static let ghost = PresetTable(keys: ["icon": .picture, "cover": .picture, "portal_button_icon": .picture])

    /// Web app manifests (w3.org/TR/appmanifest): `src` of `icons` and `screenshots`, whatever it looks like, and their size
    /// in `sizes`, which has the form of that of HTML's links (HTML §4.6.8.10).
    static let webmanifest = PresetTable(
        keys: ["sizes": .sizePair], urlKeys: ["src"], containerKeys: ["icons", "screenshots"])

    /// PhotoSwipe's data source (photoswipe.com/data-sources): `src`, `w` and `h`, and `msrc` for the small picture.
    static let photoswipe = PresetTable(keys: ["msrc": .picture, "items": .picture, "dataSource": .picture])

    /// Articles of Smartable: mappings below the container keys, or with a flag or a size, and no string.
    static let smartable = PresetTable(
        excluded: [.pictureKeys, .lists, .fileKeys, .belowPictures, .pictureMappings, .siblingSizes])
}
