import Caching
import Foundation

/// Looks at many images side by side, and hands over the results in the order of the sources.
struct InspectionSession: RequestSession {
    private let inspector: ImageInspector
    /// Results wait until it is their turn, which bounds how far the work runs ahead of a slow source.
    private let mostUnits: Int
    var failure: ProofsheetError?
    var isBroken = false
    let outlivesItsInput = true
    /// What was found of the units whose turn has not come, by their numbers.
    private var waiting: [Int: [InspectedImage]] = [:]
    /// Units that were begun, and those whose results were handed over.
    private var started = 0
    private var ended = 0

    /// What was found of a unit: a URL, or some files.
    struct Unit: RequestArrival {
        let number: Int
        let images: [InspectedImage]

        var url: String { images.first?.source ?? "" }
        var bytes: Int { images.reduce(0) { $0 + $1.bytesRead } }
        var hasFailed: Bool { images.contains { $0.isUnreadable } }
        var isAnswer: Bool { true }
    }

    init(inspector: ImageInspector, _ configuration: Configuration) {
        self.inspector = inspector
        mostUnits = max(64, 2 * min(configuration.concurrency, 1 << 16))
    }

    var hasRoom: Bool { started - ended < mostUnits }
    var isSettled: Bool { started == ended }

    var supplies: EngineSupplies {
        guard inspector.verifies else { return EngineSupplies() }
        return EngineSupplies(
            spool: BodySpool { () throws(ObjectError) in
                try GrowingFileContent(unnamedIn: FileManager.default.temporaryDirectory.path)
            })
    }

    func mayAsk(underWay: Int) -> Bool { true }

    mutating func take(_ items: [ImageSource]) async -> [RequestStep<InspectionSession>] {
        if isEnding { return [] }
        var steps: [RequestStep<InspectionSession>] = []
        for group in Self.groups(of: items) {
            let number = started
            started += 1
            switch group {
            case .url(let url):
                steps.append(
                    .request(RequestJob(url: url, number: number)) {
                        $0.take(Unit(number: number, images: [ImageInspector.unasked(url)]))
                    })
            case .local(let sources):
                let inspector = inspector
                steps.append(
                    .local {
                        await WorkQueue.standard.run { isCancelled in
                            Unit(number: number, images: sources.map { inspector.inspect($0, unless: isCancelled) })
                        }
                    })
            }
        }
        return steps
    }

    func start(_ job: RequestJob, _ gate: RequestGate) -> @Sendable () async -> Unit {
        let inspector = inspector
        return { Unit(number: job.number, images: [await inspector.inspect(url: job.url, through: gate)]) }
    }

    mutating func take(_ arrival: Unit) { waiting[arrival.number] = arrival.images }

    func settle(underWay: Int) async -> [(alarm: NoAlarm, after: Duration)] { [] }
    func ring(_ alarm: NoAlarm) async -> [RequestJob] {}
    func abandon() {}

    /// The results whose turn has come since the last call; none once the run ends, for a read may have been cut short.
    mutating func takeImages() -> [InspectedImage] {
        var images: [InspectedImage] = []
        while !isEnding, let next = waiting.removeValue(forKey: ended) {
            images += next
            ended += 1
        }
        return images
    }

    private enum Group {
        case url(String)
        case local([ImageSource])
    }

    /// Each URL for itself, and the files between two of them together.
    private static func groups(of sources: [ImageSource]) -> [Group] {
        var groups: [Group] = []
        var local: [ImageSource] = []
        for source in sources {
            guard case .url(let url) = source else {
                local.append(source)
                continue
            }
            if !local.isEmpty { groups.append(.local(local)) }
            local = []
            groups.append(.url(url))
        }
        return local.isEmpty ? groups : groups + [.local(local)]
    }
}
