import Foundation
import Platform
import TestKit
import Testing

/// RS256 by OpenSSL, checked by the openssl program.
@Suite struct RSASignatureTests {
  private static let text = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJhQGIuZmkifQ"

  @Test(arguments: [
    ["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"],
    ["genrsa", "-traditional", "2048"],
  ])
  func `openssl accepts the signature by either form of a key`(making: [String]) async throws {
    let directory = try TemporaryDirectory()
    let key = directory.path("key.pem")
    try await Program.mustRun("openssl", [making[0], "-out", key] + making.dropFirst())
    let signature = try RSASignature.sign(
      Array(Self.text.utf8), withKey: String(contentsOfFile: key, encoding: .utf8))
    let signed = try directory.write(signature, to: "signature")
    let text = try directory.write(Self.text, to: "text")
    let check = try await Program.run(
      "openssl", ["dgst", "-sha256", "-prverify", key, "-signature", signed, text])
    #expect(check.text == "Verified OK\n")
  }

  @Test(arguments: [
    (["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], "is not an RSA key"),
    (["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024"], "2,048 bits"),
    (
      ["genpkey", "-algorithm", "RSA", "-aes128", "-pass", "pass:secret"],
      "no unencrypted private key"
    ),
  ])
  func `a key that can't sign is refused and not shown`(
    making: [String], words: String
  ) async throws {
    let key = try await Program.mustRun("openssl", making)
    let refusal = #expect(throws: RSASignature.Unusable.self) {
      try RSASignature.sign(Array(Self.text.utf8), withKey: key)
    }
    #expect("\(try #require(refusal))".contains(words))
  }

  @Test(arguments: ["", "secret", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
  func `other text is no key`(text: String) {
    #expect(throws: RSASignature.Unusable.noKey) {
      try RSASignature.sign([1, 2, 3], withKey: text)
    }
  }
}
