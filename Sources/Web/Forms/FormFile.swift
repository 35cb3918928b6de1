import NIOCore

/// The head of a file in a form.
package struct FormFile: Sendable, Hashable {
  /// The name of its field.
  package let field: String
  /// The last part of the name that the browser told; may be empty.
  package let name: String
  /// The type that the browser told, which may be anything.
  package let mediaType: String?
}

/// Takes one file of a form, as its bytes come.
package protocol FileReceiver: Sendable {
  /// The next bytes; the client is read no faster than this returns.
  func take(_ bytes: ByteBuffer) async throws
  /// All of the file was taken.
  func end() async throws
}

/// Opens a receiver for each file of a form.
package typealias FileOpener = @Sendable (FormFile) async throws -> any FileReceiver

/// The receiver of a file that nobody wants.
struct NoReceiver: FileReceiver {
  func take(_ bytes: ByteBuffer) {}
  func end() {}
}
