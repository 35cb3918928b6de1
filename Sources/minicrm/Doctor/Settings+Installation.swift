import Application
import SQLiteEngine
import Store
import Web

extension Settings {
  /// The installation that is described, for an examination.
  var installation: Installation {
    Installation(
      settingsFile: file, secrets: secrets, store: examinedStore, template: address,
      mailboxes: mailboxes.map { $0.mailbox(ingest) },
      sending: smtp.map { Installation.Sending($0.access, from: $0.sender) }, pages: web?.examined,
      timeZone: reminders.timeZone)
  }

  private var examinedStore: ExaminedStore {
    let directory = storeDirectory
    return ExaminedStore(
      in: directory, ownPaths: StoreExamination.ownPaths(in: directory),
      strangers: { try StoreExamination.strangers(in: directory) },
      examine: { try StoreExamination(directory) },
      inspect: { try await Store.inspect(directory) })
  }

  /// The places of the secrets, each with a name: `mailbox documents: password`.
  private var secrets: [Installation.SecretPlace] {
    let logins =
      mailboxes.map { ("mailbox \($0.name)", $0.server.login) }
      + (smtp?.login.map { [("smtp", $0)] } ?? [])
    return logins.flatMap { owner, login in
      login.secrets.map { key, source in
        Installation.SecretPlace(
          name: "\(owner): \(key)", place: "\(source)", file: source.file,
          read: { _ = try source.read() })
      }
    }
  }
}

extension WebSettings {
  fileprivate var examined: Installation.Pages {
    let (place, socket): (String, String?) =
      switch listen {
      case .network: ("http://\(listen)", nil)
      case .socket(let path): ("http://localhost", path)
      }
    return Installation.Pages(
      origin: origin, listen: "\(listen)", place: place, socket: socket,
      previewSocket: previewSocket)
  }
}

extension SecretSource {
  /// The path of one that is a file of its own; systemd sees to its credentials.
  fileprivate var file: String? {
    if case .file(let path) = self { path } else { nil }
  }
}
