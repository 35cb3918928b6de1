import MIME
import Platform

extension MessageReader {
  /// Reads a message, and gives the tree of its parts to `body`. Encoded containers are unpacked
  /// into a temporary file in `directory`, made only when there is one: the parts can be read
  /// until `body` returns.
  package func read<Value>(
    _ bytes: ByteRange, unpackingIn directory: String, _ body: (MessageTree) throws -> Value
  ) throws -> Value {
    var file: TemporaryFile?
    let tree = try read(bytes) {
      let made = try TemporaryFile(in: directory)
      file = made
      return made.descriptor
    }
    return try withExtendedLifetime(file) { try body(tree) }
  }
}
