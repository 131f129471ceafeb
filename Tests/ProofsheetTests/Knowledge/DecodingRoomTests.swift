import Foundation
import Synchronization
import Testing

@testable import Proofsheet

@Suite("Room for the decoding of images")
struct DecodingRoomTests {
    private static let megabyte = 1 << 20

    /// What is taken, as the work itself sees it.
    private final class Taken: Sendable {
        private let amounts = Mutex((now: 0, most: 0))
        var most: Int { amounts.withLock(\.most) }

        func change(by amount: Int) {
            amounts.withLock { $0 = ($0.now + amount, max($0.most, $0.now + amount)) }
        }
    }

    @Test("many threads never take more than there is, and all come to their turn")
    func bounded() async {
        let room = DecodingRoom(size: 10 * Self.megabyte)
        let taken = Taken()
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<60 {
                let amount = (2 + number % 8) * Self.megabyte
                group.addTask {
                    await Self.onOwnThread {
                        room.taking(amount) {
                            taken.change(by: amount)
                            taken.change(by: -amount)
                        }
                    }
                }
            }
        }
        #expect(taken.most <= 10 * Self.megabyte && room.mostUsed <= 10 * Self.megabyte)
    }

    @Test("what is larger than all of it has it alone")
    func alone() {
        let room = DecodingRoom(size: 10 * Self.megabyte)
        room.taking(500 * Self.megabyte) { #expect(room.mostUsed == 10 * Self.megabyte) }
    }

    @Test("small pictures wait for nobody")
    func small() {
        let room = DecodingRoom(size: 10 * Self.megabyte)
        room.taking(10 * Self.megabyte) {
            let isDone = room.taking(DecodingRoom.smallAmount) { true }
            #expect(isDone)
        }
    }

    private static func onOwnThread(_ body: @escaping @Sendable () -> Void) async {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                body()
                continuation.resume()
            }
        }
    }
}
