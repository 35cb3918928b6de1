/// Bounds on a form, whatever its fields mean.
package struct FormLimits: Sendable, Hashable {
  /// Of the whole body, in bytes.
  package var bytes: Int64
  /// Of one field that is no file, in bytes; what a form keeps in memory is at most this for each.
  package var fieldBytes = 64 << 10
  /// Of all fields that are no files, in bytes.
  package var allFieldBytes = 1 << 20
  /// Parts of a multipart body, files too; fields of a URL-encoded one.
  package var parts = 1_100
  /// Of the fields before a part's content, in bytes.
  package var partHeadBytes = 8 << 10

  package init(bytes: Int64) { self.bytes = bytes }

  /// A form without files.
  package static let plain = FormLimits(bytes: 1 << 20)
}
