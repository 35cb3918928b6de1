import Platform
import Testing

@Suite struct PasswordHashTests {
  private static let cheap = Scrypt.Cost(rounds: 4, blockSize: 1, parallelism: 1)

  /// RFC 7914, section 12.
  @Test func `keys are those of the standard`() {
    let first = Scrypt.key(
      "", salt: [], Scrypt.Cost(rounds: 4, blockSize: 1, parallelism: 1), count: 64)
    #expect(
      Hexadecimal.text(first)
        == "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
        + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906")
    let second = Scrypt.key(
      "password", salt: Array("NaCl".utf8),
      Scrypt.Cost(rounds: 10, blockSize: 8, parallelism: 16), count: 64)
    #expect(
      Hexadecimal.text(second)
        == "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
        + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640")
  }

  @Test func `a hash knows its password, written and read again`() throws {
    let hash = PasswordHash(of: "pitkä salasana", cost: Self.cheap)
    let read = try #require(PasswordHash(hash.text))
    #expect(read == hash && read.matches("pitkä salasana"))
    #expect(!read.matches("pitkä salasanA") && !read.matches(""))
    #expect(PasswordHash(of: "pitkä salasana", cost: Self.cheap).text != hash.text)
  }

  @Test(arguments: [
    "", "scrypt$4$1$1$00", "bcrypt$4$1$1$00$11",
    "scrypt$63$8$1$00$" + String(repeating: "0", count: 64),
    "scrypt$4$1$1$0x$" + String(repeating: "0", count: 64), "scrypt$4$1$1$00$0011",
  ])
  func `another text is no hash`(text: String) {
    #expect(PasswordHash(text) == nil)
  }
}
