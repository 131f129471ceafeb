import Testing

@testable import Proofsheet

@Suite struct BodyLoadTests {
    /// A load after some answers whose bodies are no longer in memory.
    private func load(after count: Int, of size: Int) -> BodyLoad {
        let load = BodyLoad()
        for _ in 0..<count {
            load.arrived(size)
            load.released(size)
        }
        return load
    }

    @Test func fewRequestsAreUnderWayUntilItShowsHowLargeImagesAre() {
        let load = BodyLoad()
        #expect(load.hasRoom(underWay: 31))
        #expect(!load.hasRoom(underWay: 32))
    }

    @Test(arguments: [0, 60_000]) func smallAnswersMakeRoomForHundreds(size: Int) {
        #expect(load(after: 60, of: size).hasRoom(underWay: 400))
    }

    @Test func largeImagesAreUnderWayByFew() {
        let load = load(after: 60, of: 50_000_000)
        #expect(load.hasRoom(underWay: 15))
        #expect(!load.hasRoom(underWay: 16))
    }

    @Test func oneLargeImageAmongSmallOnesHardlyCounts() {
        let load = load(after: 60, of: 60_000)
        load.arrived(500_000)
        load.released(500_000)
        #expect(load.hasRoom(underWay: 200))
    }

    @Test func bodiesThatWaitToBeJudgedStopTheRequests() {
        let load = load(after: 60, of: 60_000)
        load.arrived(2_000_000)
        #expect(!load.hasRoom(underWay: 0))
        load.released(2_000_000)
        #expect(load.hasRoom(underWay: 0))
    }
}
