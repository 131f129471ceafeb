/// Proof sheets, which are pages and look like records.
package enum ProofSheetPage {
    /// The tag near the start of a proof sheet by which it is known.
    package static let mark = "<meta name=\"generator\" content=\"Proofsheet\">"
    /// The mark ends within that many bytes.
    package static let headLength = 256

    /// Whether a page begins like a proof sheet.
    package static func isProofSheet(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.prefix(headLength).firstRange(of: Array(mark.utf8)) != nil
    }
}
