import Testing

@testable import Platform

@Suite struct DigestTests {
  // FIPS 180-2, appendix B.1.
  private let standard = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

  @Test func `SHA-256 is the standard's, at once and in pieces`() {
    #expect(Digest(of: "abc").hexadecimal == standard)
    var sha256 = SHA256()
    for piece in ["a", "", "bc"] { sha256.update(Array(piece.utf8)) }
    #expect(sha256.finish() == Digest(of: "abc"))
  }

  @Test func `a digest is the same from its digits and from its bytes`() {
    let digest = Digest(of: "abc")
    #expect(Digest(hexadecimal: standard) == digest && Digest(digest.bytes) == digest)
    #expect(Digest(hexadecimal: standard.uppercased()) == digest)
    #expect(digest != Digest(of: "abd") && Digest.zeros.bytes == [UInt8](repeating: 0, count: 32))
  }

  @Test func `texts and bytes of another length are no digests`() {
    #expect(Digest(hexadecimal: standard + "0") == nil)
    #expect(Digest(hexadecimal: "ä" + standard.dropFirst(2)) == nil)
    #expect(Digest(hexadecimal: "g" + standard.dropFirst(1)) == nil)
    #expect(Digest([]) == nil && Digest([UInt8](repeating: 0, count: 33)) == nil)
  }
}
