/// The words that keys are read by.
enum KeyLists {
    private static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }

    /// Pictures, and nothing else.
    static let pictures = words(
        """
        image images img imgs picture pictures pic pics photo photos photograph photographs thumbnail thumbnails thumb \
        thumbs avatar avatars logo logos favicon favicons screenshot screenshots headshot headshots
        """)
    /// Pictures most of the time.
    static let figures = words(
        "cover covers hero heroes banner banners icon icons poster posters illustration illustrations portrait portraits"
    )
    /// Pictures where the value ends like one.
    static let hints = words(
        """
        teaser teasers gallery galleries album albums background backgrounds backdrop backdrops bg header headers preview \
        previews card splash figure figures fig diagram diagrams artwork artworks badge badges flag flags wallpaper graphic \
        graphics infographic infographics masthead jumbotron carousel slide slides slider featured feature social share \
        opengraph og signature sprite sprites texture still stills mockup mockups mugshot brandmark wordmark sticker \
        stickers emoji foto fotos bild bilder imagen imagenes imagem imagens immagine immagini vignette afbeelding msrc
        """)
    /// Ends of words that are written together, `headerimg`.
    static let endings = [
        "img", "imgs", "photo", "photos", "picture", "thumbnail", "thumb", "logo", "avatar", "banner",
    ]
    /// Of these a mapping has one, and it is what the mapping is about.
    static let mains = words("image images img picture pic photo photograph")
    static let addresses = words("url urls uri uris src srcs path paths file files filename filenames filepath")
    /// What may stand before an address without saying that it is one of a page.
    static let qualifiers = words(
        """
        content source download secure full original raw large medium small regular media asset static public local \
        remote origin direct display upload uploaded default fallback high low coco flickr
        """)
    /// They say something about a picture or a thing.
    static let about = words(
        """
        alt alts alttext caption captions title titles text label labels description desc credit credits copyright license \
        licence author artist attribution by position class classes color colors colour style styles size count counter id \
        ids ref ratio aspect alignment align name names key hash blurhash effect filter mode shape fit opacity quality date \
        enabled page site website placeholder lqip blur
        """)
    /// Pictures that move, sounds, and pages within pages.
    static let others = words(
        "video videos audio audios iframe iframes embed embeds map maps movie movies podcast podcasts youtube vimeo")
    /// They do not say what a width or an address is of.
    static let subjectless: Set<String> = addresses.union(
        words("width height w h natural intrinsic actual pixel px name"))

    /// Keys as a whole, without what joins their words.
    static let whole: [String: KeyTraits] = [
        "type": .type, "format": .type, "mime": .type, "mimetype": .type, "contenttype": .type, "mediatype": .type,
        "filetype": .type, "encodingformat": .type,
        "unit": .unit, "units": .unit, "unittext": .unit, "unitcode": .unit,
        "depth": .physical, "weight": .physical, "thickness": .physical, "diameter": .physical,
        "x": .corner, "y": .corner, "left": .corner, "top": .corner,
        "value": .value, "sizes": .sizes, "id": .identifier,
        "dimensions": .measures, "dimension": .measures, "size": .measures, "resolution": .measures,
        "metadata": .facts, "meta": .facts, "details": .facts, "mediadetails": .facts, "imagemeta": .facts,
        "imagemetadata": .facts, "filemetadata": .facts, "imagedimensions": .facts, "imagesize": .facts,
        "originaldimensions": .facts, "naturalsize": .facts,
        "originalfilename": .about, "map": .other, "name": .about,
    ]

    /// `48`, `2x`, `96px`, and the parts of `48x48`.
    static func isLabel(_ word: String) -> Bool {
        word == "x" || word == "px" || word.utf8.allSatisfy(\.isDigit)
    }

    /// Every word of the lists, with the whole keys.
    static let all: Set<String> = [
        pictures, figures, hints, Set(endings), addresses, qualifiers, about, others, subjectless, Set(whole.keys),
    ]
    .reduce(into: []) { $0.formUnion($1) }
}
