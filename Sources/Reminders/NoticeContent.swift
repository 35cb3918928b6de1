import Records

/// The content of a notice, before it is written as text or as HTML: titled facts of each task.
struct NoticeContent: Sendable {
  struct Item: Sendable {
    let title: String
    /// Titled lines, in order.
    let facts: [(title: String, value: String)]
  }

  /// The longest title of a task in the subject.
  private static let longestTitle = TextLimit(120)

  let words: NoticeWords
  let subject: String
  let greeting: String
  /// The paragraphs before the tasks.
  let introduction: [String]
  let items: [Item]
  let footer: String

  init(_ notice: Notice) {
    words = NoticeWords(language: notice.language)
    subject = Self.subject(of: notice, words)
    greeting = words.greeting(notice.personName) + ","
    introduction = (notice.isLate ? [words.apology] : []) + [words.introduction(notice.tasks.count)]
    let words = words
    items = notice.tasks.map { Self.item($0, words) }
    footer = "\(words.sender) \(notice.companyName)."
  }

  /// The task and its day: `Muistutus: Soita Virtaselle – huomenna 1.12.2026`.
  private static func subject(of notice: Notice, _ words: NoticeWords) -> String {
    let kind = notice.isLate ? words.lateReminder : words.reminder
    guard let first = notice.tasks.first else { return kind }
    let day = "\(words.distance(first.daysLeft)) \(first.date.text(in: words.language))"
    guard notice.tasks.count == 1 else {
      return "\(kind): \(words.tasks(notice.tasks.count)), \(day)"
    }
    return "\(kind): \(longestTitle.cut(Self.firstLine(first.description))) – \(day)"
  }

  private static func item(_ task: NoticedTask, _ words: NoticeWords) -> Item {
    var facts = [(title: words.date, value: words.day(task))]
    if let group = task.group { facts.append((words.group, group)) }
    if let customer = task.customer {
      facts.append((words.customer, joined(customer.name, nil, customer.phone, customer.email)))
    }
    if let contact = task.contact {
      facts.append(
        (words.contact, joined(contact.name, contact.role, contact.phone, contact.email)))
    }
    if !task.documents.isEmpty {
      let names = task.documents.map { TextLimit.name.cut($0.title ?? $0.fileName) }
      facts.append((words.documents, names.joined(separator: ", ")))
    }
    return Item(title: task.description, facts: facts)
  }

  private static func joined(_ parts: String?...) -> String {
    // Names of older stores are of any number of bytes.
    parts.compactMap(\.self).map(TextLimit.name.cut).joined(separator: ", ")
  }

  private static func firstLine(_ text: String) -> String {
    String(text.prefix { !$0.isNewline })
  }
}
