import Foundation
import MailIngest
import MailTransport
import Platform
import Reminders

/// An installation as its settings describe it, with what an examination needs to open.
package struct Installation: Sendable {
  /// A secret, and the way to try whether it can be read.
  package struct SecretPlace: Sendable {
    /// `mailbox documents: password`
    let name: String
    /// The place in words.
    let place: String
    /// The path of a secret that is a file of its own; systemd sees to its credentials.
    let file: String?
    let read: @Sendable () throws -> Void

    package init(
      name: String, place: String, file: String?, read: @escaping @Sendable () throws -> Void
    ) {
      self.name = name
      self.place = place
      self.file = file
      self.read = read
    }
  }

  /// The server for outgoing mail, and whom the mails are from.
  package struct Sending: Sendable {
    let access: SMTPAccess
    let sender: NoticeMail.Sender

    package init(_ access: SMTPAccess, from sender: NoticeMail.Sender) {
      self.access = access
      self.sender = sender
    }
  }

  /// The pages: where people and where the proxy find them.
  package struct Pages: Sendable {
    /// `https://crm.example.fi`
    let origin: String
    /// The place where the daemon listens, as the settings write it.
    let listen: String
    /// The same as a URL; of a Unix socket's server any will do.
    let place: String
    /// The path of the Unix socket at which it listens.
    let socket: String?
    /// The path of the previewer's socket.
    let previewSocket: String

    package init(
      origin: String, listen: String, place: String, socket: String?, previewSocket: String
    ) {
      self.origin = origin
      self.listen = listen
      self.place = place
      self.socket = socket
      self.previewSocket = previewSocket
    }
  }

  let settingsFile: String
  let secrets: [SecretPlace]
  let store: ExaminedStore
  /// The pattern of the companies' addresses; nil on an installation without mail.
  let template: AddressTemplate?
  let mailboxes: [Mailbox]
  let sending: Sending?
  /// Nil on an installation without pages.
  let pages: Pages?
  /// The zone of new companies.
  let timeZone: Zone

  package init(
    settingsFile: String, secrets: [SecretPlace], store: ExaminedStore,
    template: AddressTemplate?, mailboxes: [Mailbox], sending: Sending?, pages: Pages?,
    timeZone: Zone
  ) {
    self.settingsFile = settingsFile
    self.secrets = secrets
    self.store = store
    self.template = template
    self.mailboxes = mailboxes
    self.sending = sending
    self.pages = pages
    self.timeZone = timeZone
  }
}
