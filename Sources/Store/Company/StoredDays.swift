import Foundation

/// Reminder days in their column: a JSON array of integers.
enum StoredDays {
  static func encoded(_ days: [Int]?) -> String? {
    days.map { "[" + $0.map(String.init).joined(separator: ",") + "]" }
  }

  static func decoded(_ text: String?) throws -> [Int]? {
    try text.map { try JSONDecoder().decode([Int].self, from: Data($0.utf8)) }
  }
}
