import MIME

/// The kind of mail that a message is, whatever it carries.
package enum MailNature: Sendable, Equatable {
  case ordinary
  /// A delivery status notification (RFC 3464): automatic whatever it carries.
  case bounce
  /// An automatic reply: automatic when it carries no document.
  case automaticReply

  package init(of tree: MessageTree) {
    if Self.isBounce(tree.root) {
      self = .bounce
    } else if Self.isAutomaticReply(tree) {
      self = .automaticReply
    } else {
      self = .ordinary
    }
  }

  private static func isBounce(_ root: MessagePart) -> Bool {
    root.mediaType == "multipart/report"
      && (root.parameters["report-type"]?.lowercased() == "delivery-status"
        || root.children.contains {
          ["message/delivery-status", "message/global-delivery-status"].contains($0.mediaType)
        })
  }

  /// RFC 3834 §5 `Auto-Submitted: auto-replied`, and the marks of those that don't set it.
  /// `auto-generated` is not among them: that is how machines send invoices.
  private static func isAutomaticReply(_ tree: MessageTree) -> Bool {
    let header = tree.header
    if keyword(header, "Auto-Submitted") == "auto-replied" { return true }
    if vacationFields.contains(where: { header.first($0) != nil }) { return true }
    if ["auto_reply", "auto-reply"].contains(keyword(header, "Precedence")) { return true }
    // Exchange's out-of-office calls itself auto-generated. Its rules that forward are the same
    // agent's; what they suppress is a list without delivery reports to the sender.
    if keyword(header, "X-MS-Exchange-Generated-Message-Source") == "mailbox rules agent",
      keyword(header, "X-Auto-Response-Suppress") == "all"
    {
      return true
    }
    // A receipt (RFC 8098) is a machine's answer too.
    return tree.root.mediaType == "multipart/report"
      && tree.root.parameters["report-type"]?.lowercased() == "disposition-notification"
  }

  /// The fields of older vacation programs, Lotus Notes, Zimbra and others.
  private static let vacationFields = [
    "X-Autoreply", "X-Autorespond", "X-Autoresponse", "X-AutoReply-From", "X-Mail-Autoreply",
  ]

  /// A field's value in lower case, without comments and what follows a `;`.
  private static func keyword(_ header: MessageHeader, _ name: String) -> String {
    guard let text = header.text(name) else { return "" }
    let bare = text.replacing(/\([^()]*\)/, with: " ")
    return bare.prefix { $0 != ";" }.trimmingWhitespace().lowercased()
  }
}

extension Substring {
  fileprivate func trimmingWhitespace() -> String {
    var rest = self.drop { $0.isWhitespace }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }
}
