import Records

/// The key of a row.
struct RowKey: CodingKey {
  let stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension KeyedEncodingContainer<RowKey> {
  mutating func encode(_ value: some Encodable, _ key: String) throws {
    try encode(value, forKey: RowKey(stringValue: key))
  }

  /// The stated fields of a record, each under the field's key; one without a text is null.
  mutating func encode<Record: StatedRecord>(_ texts: FieldTexts<Record>) throws {
    for stated in Record.fields {
      try encodeIfPresent(
        texts[stated.field], forKey: RowKey(stringValue: stated.field.rawValue))
    }
  }
}
