import Foundation
import MailIngest
import Platform
import Store
import Yams

/// The settings file as values (config/minicrm.yaml explains every key).
struct Settings: Sendable {
  /// The file that was read.
  let file: String
  var storeDirectory: String
  /// The pattern of the companies' addresses; nil on an installation without mail.
  var address: AddressTemplate?
  var mailboxes: [MailboxSettings]
  var ingest: IngestSettings
  var smtp: SMTPSettings?
  var reminders: ReminderSettings
  var web: WebSettings?

  /// Bytes.
  private static let longest = 1 << 20

  static let defaultPath = "/etc/minicrm/minicrm.yaml"

  /// Reads the file at `path`. Throws `SettingsError` with line and column.
  init(path: String) throws(SettingsError) {
    let bytes: [UInt8]
    do {
      bytes = try RegularFile.contents(of: path, atMost: Self.longest)
    } catch {
      throw SettingsError(
        file: path,
        message: "\(error); name the file with --config PATH or MINICRM_CONFIG, and check that "
          + "this user may read it")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw SettingsError(file: path, message: "is not UTF-8 text")
    }
    try self.init(yaml: text, file: path)
  }

  init(yaml: String, file: String) throws(SettingsError) {
    let root = try SettingsNode(node: Self.compose(yaml, file: file), path: "", file: file)
    var section = try root.section()
    self.file = file
    storeDirectory = try Self.storeDirectory(section.require("store"))
    address = try section.take("mail").map(Self.addressTemplate)
    let directory = storeDirectory
    mailboxes =
      try section.take("mailboxes")?.list().map { node throws(SettingsError) in
        try MailboxSettings(node, storeDirectory: directory)
      } ?? []
    ingest = try section.take("ingest").map(IngestSettings.init) ?? IngestSettings()
    smtp = try section.take("smtp").map { node throws(SettingsError) in
      try SMTPSettings(node, storeDirectory: directory)
    }
    reminders = try section.take("reminders").map(ReminderSettings.init) ?? ReminderSettings()
    web = try section.take("web").map(WebSettings.init)
    try section.finish()
    try checkMailboxes(root)
  }

  var maximumUpload: Int64 { web?.maximumUpload ?? WebSettings.usualUpload }

  /// The settings of sending, for commands that can't do without.
  func sending() throws(SettingsError) -> SMTPSettings {
    guard let smtp else {
      throw SettingsError(
        file: file, message: "smtp is missing; reminders can't be sent without it")
    }
    return smtp
  }

  /// The settings of the pages, for commands that can't do without.
  func pages() throws(SettingsError) -> WebSettings {
    guard let web else {
      throw SettingsError(file: file, message: "web is missing; nobody can log in without it")
    }
    return web
  }

  private static func compose(_ yaml: String, file: String) throws(SettingsError) -> Node {
    do {
      guard let node = try Yams.compose(yaml: yaml) else {
        throw SettingsError(file: file, message: "is empty")
      }
      return node
    } catch let error as SettingsError {
      throw error
    } catch let error as YamlError {
      throw SettingsError(file: file, yaml: error)
    } catch {
      throw SettingsError(file: file, message: "\(error)")
    }
  }

  private static func storeDirectory(_ node: SettingsNode) throws(SettingsError) -> String {
    var section = try node.section()
    let directory = try section.require("directory").text()
    try section.finish()
    return directory
  }

  private static func addressTemplate(
    _ node: SettingsNode
  ) throws(SettingsError) -> AddressTemplate {
    var section = try node.section()
    let address = try section.require("address")
    try section.finish()
    let pattern = try address.text()
    do throws(AddressTemplate.Malformed) {
      return try AddressTemplate(pattern)
    } catch {
      throw address.error(error.description)
    }
  }

  private func checkMailboxes(_ root: SettingsNode) throws(SettingsError) {
    if !mailboxes.isEmpty, address == nil {
      throw root.error("mail.address is missing; mailboxes can't be read without it")
    }
    let names = mailboxes.map(\.name)
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw root.error("mailboxes: two are called “\(name)”")
    }
  }
}
