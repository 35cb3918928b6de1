/// The very mail that a reminder goes, or went, out in.
package struct NoticePreviewRow: Encodable, Sendable {
  package let message: String

  package init(message: String) { self.message = message }
}
