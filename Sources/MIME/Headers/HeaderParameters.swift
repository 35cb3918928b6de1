/// A structured value with parameters, as Content-Type and Content-Disposition have
/// (RFC 2045 section 5.1, RFC 2231), read in one pass and without complaint.
///
/// Mail differs from the grammar: a value without quotes ends at the next ";", since file names
/// with spaces come so; of parameters given twice the first that isn't empty counts, as in
/// Thunderbird and Python; `name*` goes before `name*0…`, and that before `name`.
struct HeaderParameters {
  /// The value before the parameters, in lower case.
  let main: String
  private let parameters: [String: Parameter]

  init(_ value: [UInt8]) {
    var scanner = ParameterScanner(value)
    main = String(decoding: scanner.mainValue(), as: UTF8.self).lowercased()
    var parameters: [String: Parameter] = [:]
    while let (form, text) = scanner.next() {
      parameters[form.name, default: Parameter()].add(text, as: form)
    }
    self.parameters = parameters
  }

  /// The parameter's bytes without any decoding of RFC 2047; boundaries are compared so.
  func bytes(_ name: String) -> [UInt8]? {
    parameters[name]?.assembled.bytes
  }

  /// The parameter as text: by RFC 2231 when it says a charset, else by RFC 2047 and raw 8-bit.
  func text(_ name: String, charsets: CharsetDecoder) -> String? {
    guard let (bytes, charset) = parameters[name]?.assembled else { return nil }
    if let charset { return charsets.text(bytes, charset: charset) }
    return HeaderText.decoded(bytes, charsets: charsets, limit: 4_096)
  }

  /// One parameter: its value in each form that it was given in.
  private struct Parameter {
    private var plain: [UInt8]?
    private var extended: [UInt8]?
    private var pieces: [Int: (bytes: [UInt8], isEncoded: Bool)] = [:]

    mutating func add(_ text: [UInt8], as form: ParameterForm) {
      switch (form.piece, form.isEncoded) {
      case (let piece?, let isEncoded):
        if pieces[piece] == nil { pieces[piece] = (text, isEncoded) }
      case (nil, true):
        if extended?.isEmpty ?? true { extended = text }
      case (nil, false):
        if plain?.isEmpty ?? true { plain = text }
      }
    }

    /// The bytes of the best form that was given, and their charset where that form says it.
    var assembled: (bytes: [UInt8], charset: String?) {
      if let (charset, text) = extended.map(ExtendedValue.split), !text.isEmpty {
        return (ExtendedValue.unescaped(text), charset)
      }
      if !pieces.isEmpty { return joined() }
      return (plain ?? [], nil)
    }

    /// The pieces in the order of their numbers, over gaps; the first may name the charset.
    private func joined() -> (bytes: [UInt8], charset: String?) {
      var bytes: [UInt8] = []
      var charset: String?
      for (index, piece) in pieces.sorted(by: { $0.key < $1.key }).enumerated() {
        var text = piece.value.bytes[...]
        if piece.value.isEncoded {
          if index == 0 { (charset, text) = ExtendedValue.split(piece.value.bytes) }
          bytes.append(contentsOf: ExtendedValue.unescaped(text))
        } else {
          bytes.append(contentsOf: text)
        }
      }
      return (bytes, charset)
    }
  }
}
