/// Takes the body of an answer as it comes, so that the engine keeps none of it.
///
/// It is called on the thread of the transfer loop, for one attempt at a time.
protocol BodyReader: Sendable {
    /// Header lines for the request; `isRedirected` where it goes to another URL than the one first asked.
    func headerLines(isRedirected: Bool) -> [String]

    /// Takes note of the header section of an attempt's answer, redirects left out; false where its body is not wanted.
    func begin(_ head: ResponseHead) -> Bool

    /// Takes bytes of the body, after content decoding; false ends the transfer, which is no failure.
    func take(_ bytes: UnsafeRawBufferPointer) -> Bool

    /// Nothing more of the answer is needed, so that it does not matter how it ends.
    var isSatisfied: Bool { get }
}
