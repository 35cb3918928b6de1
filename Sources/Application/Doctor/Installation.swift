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

  let settingsFile: String
  let secrets: [SecretPlace]
  let store: ExaminedStore
  /// The pattern of the companies' addresses; nil on an installation without mail.
  let template: AddressTemplate?
  let mailboxes: [Mailbox]
  let sending: Sending?
  /// The zone of new companies.
  let timeZone: Zone

  package init(
    settingsFile: String, secrets: [SecretPlace], store: ExaminedStore,
    template: AddressTemplate?, mailboxes: [Mailbox], sending: Sending?, timeZone: Zone
  ) {
    self.settingsFile = settingsFile
    self.secrets = secrets
    self.store = store
    self.template = template
    self.mailboxes = mailboxes
    self.sending = sending
    self.timeZone = timeZone
  }
}
