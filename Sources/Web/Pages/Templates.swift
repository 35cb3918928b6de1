import Mustache
import Records

/// The templates, as they are built into the program.
enum Templates {
  /// Without `.mustache`.
  static let files: [(name: String, bytes: [UInt8])] = [
    ("layout", PackageResources.layout_mustache),
    ("error", PackageResources.error_mustache),
    ("frame", PackageResources.frame_mustache),
    ("logout", PackageResources.logout_mustache),
    ("login", PackageResources.login_mustache),
    ("password", PackageResources.password_mustache),
    ("companies", PackageResources.companies_mustache),
    ("form", PackageResources.form_mustache),
    ("input", PackageResources.input_mustache),
    ("notices", PackageResources.notices_mustache),
    ("list", PackageResources.list_mustache),
    ("inbox", PackageResources.inbox_mustache),
    ("document", PackageResources.document_mustache),
    ("sheet", PackageResources.sheet_mustache),
    ("table", PackageResources.table_mustache),
  ]

  /// The beginning of every template, partials too: without it Mustache's own escaping would be
  /// used, which can be slipped past.
  static let head = "{{% CONTENT_TYPE: \(PageContent.name)}}\n"

  private static let registration: Void = MustacheContentTypes.register(
    PageContent(), named: PageContent.name)

  private static let library = MustacheLibrary(
    templates: Dictionary(
      uniqueKeysWithValues: files.map { name, bytes in
        (name, parsed(name, String(decoding: bytes, as: UTF8.self)))
      }))

  /// A template that isn't there is a mistake of ours.
  static func named(_ name: String) -> MustacheTemplate {
    guard let template = library.getTemplate(named: name) else {
      preconditionFailure("no template is called \(name)")
    }
    return template
  }

  /// As is one that can't be read.
  static func parsed(_ name: String, _ text: String) -> MustacheTemplate {
    _ = registration
    precondition(text.hasPrefix(head), "template \(name) doesn't begin with its content type")
    do {
      return try MustacheTemplate(string: text)
    } catch {
      preconditionFailure("template \(name): \(error)")
    }
  }

  /// The page, and the names that its template says and nobody knows.
  static func render(
    _ template: MustacheTemplate, _ fields: TemplateFields, _ language: Language
  ) -> (text: String, unknown: Set<String>) {
    let root = TemplateRoot(fields, language)
    return (template.render(root, library: library), root.unknown)
  }
}
