import Foundation
import TestKit

/// Images, made by libvips or byte by byte.
enum SamplePicture {
  /// An image of `vips black` with these options, saved under a name whose ending is its format.
  static func made(
    _ name: String, _ width: Int, _ height: Int, bands: Int = 3, options: String = ""
  ) -> @Sendable (TemporaryDirectory) async throws -> String {
    { directory in
      let path = directory.path(name)
      try await Program.mustRun(
        "vips", ["black", path + options, "\(width)", "\(height)", "--bands", "\(bands)"])
      return path
    }
  }

  /// The same, on its side by EXIF.
  static func turned(_ directory: TemporaryDirectory) async throws -> String {
    let path = directory.path("turned.jpg")
    let (plain, marked) = (directory.path("plain.v"), directory.path("marked.v"))
    try await Program.mustRun("vips", ["black", plain, "400", "200", "--bands", "3"])
    try await Program.mustRun("vips", ["copy", plain, marked])
    let edit = try await Program.run(
      "vipsedit", ["--setext", marked],
      standardInput: Array(
        #"<root><meta><field type="gint" name="orientation">6</field></meta></root>"#.utf8))
    guard edit.succeeded else { throw TestKitError("vipsedit: \(edit.errors)") }
    try await Program.mustRun("vips", ["copy", marked, path])
    return path
  }

  /// A PNG's beginning that promises so many pixels, and then nothing that can be read.
  static func bomb(_ width: UInt32, _ height: UInt32) -> [UInt8] {
    func chunk(_ kind: String, _ data: [UInt8]) -> [UInt8] {
      let body = Array(kind.utf8) + data
      return number(UInt32(data.count)) + body + number(checksum(body))
    }
    let header = number(width) + number(height) + [8, 6, 0, 0, 0]
    let zeros: [UInt8] = [0x78, 0x9c, 0xed, 0xc1, 0x01, 0x01]
    return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] + chunk("IHDR", header)
      + chunk("IDAT", zeros) + chunk("IEND", [])
  }

  private static func number(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// CRC-32 (ISO 3309), as PNG has it.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(UInt32.max) { checksum, byte in
      (0..<8).reduce(checksum ^ UInt32(byte)) { sum, _ in
        sum & 1 == 1 ? sum >> 1 ^ 0xedb8_8320 : sum >> 1
      }
    }
  }
}
