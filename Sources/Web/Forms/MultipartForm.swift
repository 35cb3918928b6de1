import NIOCore
import Platform

/// Reads `multipart/form-data`: fields into memory, files to their receivers, as the bytes come.
struct MultipartForm {
  /// The part that is being read.
  private enum Part {
    case none
    case field(String, [UInt8])
    case file(any FileReceiver)
  }

  private let limits: FormLimits
  private let token: FormToken
  private let open: FileOpener
  private var scanner: MultipartScanner
  private var fields = FormFields()
  private var fieldBytes = 0
  private var part = Part.none
  private var isChecked = false

  init(boundary: String, _ limits: FormLimits, _ token: FormToken, _ open: @escaping FileOpener) {
    self.limits = limits
    self.token = token
    self.open = open
    scanner = MultipartScanner(
      boundary: boundary, longestFields: limits.partHeadBytes, mostParts: limits.parts)
  }

  /// `sent`: the token of a header, where there is one; else the first part carries it.
  mutating func read(_ body: inout BodyBytes, sent: String?) async throws -> FormFields {
    if let sent { try await check(sent) }
    while let bytes = try await body.next() {
      for event in try events(Array(bytes.readableBytesView)) { try await take(event) }
    }
    do throws(MultipartScanner.Fault) {
      try scanner.finish()
    } catch {
      throw WebError(.badRequest)
    }
    if !isChecked { try await check(nil) }
    return fields
  }

  private mutating func events(_ bytes: [UInt8]) throws(WebError) -> [MultipartScanner.Event] {
    do throws(MultipartScanner.Fault) {
      return try scanner.scan(bytes)
    } catch {
      throw WebError(error == .manyParts ? .contentTooLarge : .badRequest)
    }
  }

  private mutating func take(_ event: MultipartScanner.Event) async throws {
    switch event {
    case .part(let bytes): part = try await begin(PartHead(bytes))
    case .bytes(let bytes): try await content(bytes)
    case .partEnd: try await end()
    }
  }

  private mutating func begin(_ head: PartHead) async throws -> Part {
    // Nothing is done, and no file is opened, for whoever has no token.
    if !isChecked, head.name != FormToken.field || head.fileName != nil { try await check(nil) }
    guard let fileName = head.fileName else { return .field(head.name, []) }
    return .file(
      try await open(FormFile(field: head.name, name: fileName, mediaType: head.mediaType)))
  }

  private mutating func content(_ bytes: ArraySlice<UInt8>) async throws {
    switch part {
    case .none: break
    case .field(let name, var value):
      fieldBytes += bytes.count
      guard value.count + bytes.count <= limits.fieldBytes, fieldBytes <= limits.allFieldBytes
      else { throw WebError(.contentTooLarge) }
      part = .none
      value += bytes
      part = .field(name, value)
    case .file(let receiver): try await receiver.take(ByteBuffer(bytes: bytes))
    }
  }

  private mutating func end() async throws {
    switch part {
    case .none: break
    case .field(let name, let bytes):
      guard let value = String(validating: bytes, as: UTF8.self) else {
        throw WebError(.badRequest)
      }
      if name == FormToken.field, !isChecked { try await check(value) }
      if name != FormToken.field { fields.append(name, value) }
    case .file(let receiver): try await receiver.end()
    }
    part = .none
  }

  private mutating func check(_ sent: String?) async throws {
    try await token.check(sent)
    isChecked = true
  }
}
