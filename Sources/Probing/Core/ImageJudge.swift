/// By which rules the sizes and verdicts of images are told.
package enum ImageJudge {
    /// The version of the rules, which is kept beside what was said of each stored image.
    ///
    /// Raise it by one whenever the same bytes may get another size, another number of frames or another verdict, or may
    /// be refused or taken as an image where they were not before, by whatever the program itself decides. The next `warm`
    /// then looks at each stored image that it names again, once, and so does `cache verify --decode --repair`. To raise
    /// it in vain costs the decoding of a cache; not to raise it leaves wrong sizes and flags for good.
    ///
    /// Version 1 is that of all that was stored before there were versions. Version 2 has the sizes of browsers, and
    /// calls damaged only what is damaged to the eye. Version 3 knows which drawings have no size in pixels.
    package static let version = 3
}
