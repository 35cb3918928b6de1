import HTTPTypes
import HummingbirdCore
import Records

/// The page of a request that failed. It knows nobody: neither a session nor a company.
package struct ErrorPage: Sendable {
  private let page: Page

  package init(_ status: HTTPResponse.Status, _ language: Language) {
    let words = ErrorWords(status)
    let title = words.title[language]
    page = Page(
      title, language, template: "error",
      [
        "status": "\(status.code)", "heading": .text(title),
        "advice": .text(words.advice[language]),
      ],
      status: status)
  }

  package var text: String { page.text }

  package func answer(_ headers: HTTPFields = [:]) -> Response { page.answer(headers) }
}
