import Foundation
import MIME
import Records

/// One message as it came from a mailbox or from a file: its bytes and how far they came.
package struct ArrivedMessage: Sendable {
  /// The share of the message that is there.
  package enum Extent: Sendable, Equatable {
    case whole
    /// Its bytes went beyond the limit; only the beginning is here.
    case tooLarge(limit: Int64)
    /// The server did not deliver it, for this reason; what came of it is here.
    case broken(reason: MailReason)
    /// All is here, but to file it as it is failed, for this reason: only its bytes are kept, and
    /// what its header tells where that is read.
    case unfiled(reason: MailReason, headerIsRead: Bool)
  }

  package var uid: UInt32?
  package var bytes: ByteRange
  package var extent: Extent
  /// Bytes of the whole message: counted where all is here, else as the server announced.
  package var size: Int64
  package var receivedAt: Date
  /// The server's words on its copy: INTERNALDATE and RFC822.SIZE; nil where it doesn't say, and
  /// for a message that came by hand.
  package var internalDate: Date?
  package var announcedSize: Int64?
  /// The owner of the bytes, which are there as long as the message.
  private let holder: (any AnyObject & Sendable)?

  package init(
    uid: UInt32?, bytes: ByteRange, extent: Extent, size: Int64, receivedAt: Date,
    internalDate: Date? = nil, announcedSize: Int64? = nil,
    heldBy holder: (any AnyObject & Sendable)? = nil
  ) {
    self.uid = uid
    self.bytes = bytes
    self.extent = extent
    self.size = size
    self.receivedAt = receivedAt
    self.internalDate = internalDate
    self.announcedSize = announcedSize
    self.holder = holder
  }

  /// The same message, only to be kept.
  func unfiled(because reason: MailReason, readingHeader: Bool = true) -> ArrivedMessage {
    var message = self
    // A message that is too large isn't kept in any case.
    if extent == .whole {
      message.extent = .unfiled(reason: reason, headerIsRead: readingHeader)
    }
    return message
  }
}
