import Fetching

/// Looks at many images side by side, and hands over the results in the order of the sources.
struct InspectionQueue: Sendable {
    let inspector: ImageInspector
    let configuration: Configuration

    private enum Event: Sendable {
        /// More sources, none at the end of them.
        case sources(Result<[ImageSource], ProofsheetError>)
        /// What was found of the sources of a unit.
        case images(unit: Int, [InspectedImage])
    }

    /// Work that is done in one go: a URL, or some files.
    private enum Unit: Sendable {
        case url(String)
        case local([ImageSource])
    }

    /// Results wait until it is their turn, which bounds how far the work runs ahead of a slow source.
    private var mostUnits: Int { max(64, 2 * min(configuration.concurrency, 1 << 16)) }

    func run(_ sources: ImageSources, _ body: ([InspectedImage]) -> Void) async throws(ProofsheetError) {
        let reader = ImageSourceReader(sources)
        var engine: FetchEngine?
        defer { engine?.shutdown() }
        var failure: ProofsheetError?
        await withTaskGroup(of: Event.self) { group in
            var waiting: [Int: [InspectedImage]] = [:]
            var (started, ended) = (0, 0)
            var (isReading, isAtEnd) = (true, false)
            group.addTask { await read(reader) }
            while let event = await group.next() {
                switch event {
                case .sources(.success(let found)):
                    isReading = false
                    isAtEnd = found.isEmpty
                    do throws(ProofsheetError) {
                        for unit in Self.units(of: found) {
                            let number = started
                            let engine = try self.engine(for: unit, &engine)
                            group.addTask { .images(unit: number, await inspect(unit, engine)) }
                            started += 1
                        }
                    } catch {
                        (isAtEnd, failure) = (true, error)
                    }
                case .sources(.failure(let error)): (isAtEnd, failure) = (true, error)
                case .images(let unit, let images): waiting[unit] = images
                }
                while !Task.isCancelled, let images = waiting.removeValue(forKey: ended) {
                    body(images)
                    ended += 1
                }
                if !isReading, !isAtEnd, !Task.isCancelled, started - ended < mostUnits {
                    isReading = true
                    group.addTask { await read(reader) }
                }
            }
        }
        if let failure { throw failure }
    }

    private func read(_ reader: ImageSourceReader) async -> Event {
        await WorkQueue.standard.run { isCancelled in
            do throws(ProofsheetError) {
                return .sources(.success(try reader.next(unless: isCancelled)))
            } catch {
                return .sources(.failure(error))
            }
        }
    }

    /// The engine, which is made when the first URL comes.
    private func engine(for unit: Unit, _ engine: inout FetchEngine?) throws(ProofsheetError) -> FetchEngine? {
        if case .url = unit, engine == nil { engine = try FetchEngine.make(configuration) }
        return engine
    }

    private func inspect(_ unit: Unit, _ engine: FetchEngine?) async -> [InspectedImage] {
        switch unit {
        case .url(let url):
            guard let engine else { return [InspectedImage(source: url, unreadable: "not fetched")] }
            return [await inspector.inspect(url: url, by: engine)]
        case .local(let sources):
            return await WorkQueue.standard.run { isCancelled in
                sources.map { inspector.inspect($0, unless: isCancelled) }
            }
        }
    }

    /// Each URL for itself, and the files between two of them together.
    private static func units(of sources: [ImageSource]) -> [Unit] {
        var units: [Unit] = []
        var local: [ImageSource] = []
        for source in sources {
            guard case .url(let url) = source else {
                local.append(source)
                continue
            }
            if !local.isEmpty { units.append(.local(local)) }
            local = []
            units.append(.url(url))
        }
        return local.isEmpty ? units : units + [.local(local)]
    }
}
