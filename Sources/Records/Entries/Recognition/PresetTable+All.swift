/// The presets that there are; each is a line here and a case of `EntryPreset`.
extension PresetTable {
    /// IIIF Presentation API 2.1 and 3.0: `id` of a content resource is its address, that of a canvas a name (§3.1, §5.7).
    static let iiif = PresetTable(
        keys: ["canvas": .other, "service": .other, "resource": [], "body": []], containerKeys: ["thumbnail", "logo"])

    /// COCO's object detection format (cocodataset.org/#format-data): the file in the data set comes before its copies on
    /// the web, and its size is that after the orientation of the Exif data.
    static let coco = PresetTable(
        keys: ["coco_url": .about, "flickr_url": .about], urlKeys: ["file_name"], containerKeys: ["images"])

    /// schema.org: ImageObject's `contentUrl` is the image, and `url` may be a page (schema.org/MediaObject).
    static let schemaOrg = PresetTable(
        urlKeys: ["contentUrl"],
        containerKeys: ["image", "logo", "thumbnail", "primaryImageOfPage", "photo", "screenshot"])

    /// WordPress' REST API (developer.wordpress.org/rest-api/reference/media): `source_url` is the file, `link` and `guid`
    /// are pages.
    static let wordpress = PresetTable(
        keys: [
            "guid": .other, "avatar_urls": .picture, "featured_media_src_url": .picture,
            "jetpack_featured_media_url": .picture,
        ],
        urlKeys: ["source_url"])

    /// Contentful's assets: `fields.file.url`, with the type of the file beside it.
    static let contentful = PresetTable(keys: ["file": .figure])

    /// Sanity's assets (sanity.io/docs/image-metadata): `asset.url` and `metadata.dimensions`.
    static let sanity = PresetTable(keys: ["asset": .picture, "mainImage": .picture, "lqip": .about])

    /// Ghost's Content API (ghost.org/docs/content-api).
    static let ghost = PresetTable(
        keys: [
            "feature_image": .picture, "profile_image": .picture, "cover_image": .picture, "og_image": .picture,
            "twitter_image": .picture,
        ])

    /// Web app manifests (w3.org/TR/appmanifest): `icons` and `screenshots`.
    static let webmanifest = PresetTable(urlKeys: ["src"], containerKeys: ["icons", "screenshots"])

    /// PhotoSwipe's data source (photoswipe.com/data-sources): `src`, `w`, `h`, and `msrc` for the small picture.
    static let photoswipe = PresetTable(keys: ["msrc": .picture, "items": .figure], urlKeys: ["src"])

    /// Articles of Smartable: `images` of mappings with `url`, `width`, `height` and `isCached`, and nothing else.
    static let smartable = PresetTable(urlKeys: ["url"], containerKeys: ["images"])
}
