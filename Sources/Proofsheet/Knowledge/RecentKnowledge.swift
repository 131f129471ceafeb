import Auditing

/// What was found out of images lately: of those that are asked for, and for as long as records name images again that
/// others have named, of earlier ones.
struct RecentKnowledge {
    /// The numbers of URLs, at which what is known of them stands.
    private var numbers = TextNumbers()
    private var known: [ImageKnowledge] = []
    private var lookUps = 0
    private var hits = 0

    /// With so many all are forgotten.
    private static let maximumCount = 1 << 16
    /// Look-ups by which it is told whether images are named again, and of how many that must be so.
    private static let trial = (lookUps: 4_096, share: 16)

    /// Where what is known of each of the URLs is to be found, and which of them are new; of these nothing is known until
    /// it is set.
    mutating func places(of urls: [String]) -> (places: [Int], new: [String]) {
        var new: [String] = []
        var places: [Int] = []
        places.reserveCapacity(urls.count)
        for url in urls {
            let (place, isNew) = numbers.number(of: url)
            places.append(place)
            if isNew {
                known.append(.nothing)
                new.append(url)
            }
        }
        lookUps += urls.count
        hits += urls.count - new.count
        return (places, new)
    }

    subscript(place: Int) -> ImageKnowledge { known[place] }

    /// What is known of a URL; nil where it is not one of those.
    func knowledge(of url: String) -> ImageKnowledge? { numbers.number(ofKnown: url).map { known[$0] } }

    /// Sets what is known of one of the URLs.
    mutating func set(_ knowledge: ImageKnowledge, of url: String) {
        if let place = numbers.number(ofKnown: url) { known[place] = knowledge }
    }

    /// Forgets all, and gives it back.
    mutating func removeAll() -> [ImageKnowledge] {
        defer {
            numbers = TextNumbers()
            known = []
        }
        return known
    }

    /// Forgets what is not likely to be asked for again.
    mutating func tidy() {
        let isWorthIt = lookUps < Self.trial.lookUps || hits * Self.trial.share >= lookUps
        if !isWorthIt || known.count >= Self.maximumCount { _ = removeAll() }
    }
}
