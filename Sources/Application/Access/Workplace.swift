import Foundation
import Records
import Store

/// A company as one of its persons works in it: where pages read, and change what the person's role
/// allows.
package struct Workplace: Sendable {
  package let membership: Membership
  let scope: CompanyScope
  let store: Store

  init(_ membership: Membership, in store: Store) {
    self.membership = membership
    self.store = store
    scope = store.company(membership.company.id)
  }

  package var company: Company { membership.company }
  package var language: Language { membership.language }

  /// Days and times as the company's people know them.
  package func days() throws -> CompanyDays { try CompanyDays(company) }

  /// Documents as the person asks for them; nil is any.
  package struct DocumentRequest: Sendable {
    package var state: DocumentState?
    package var customer: CustomerID?
    package var contact: ContactID?
    package var text: String?

    package init() {}

    var query: DocumentQuery {
      DocumentQuery(state: state, customer: customer, contact: contact, text: text)
    }
  }

  /// Newest first. Refuses where the company has no such customer or contact.
  package func documents(
    _ request: DocumentRequest, _ page: ListPage<DocumentID>
  ) async throws -> [DocumentRow] {
    try await refusing {
      try await scope.documents(request.query, page: page).map(DocumentRow.init)
    }
  }

  /// Refuses where the company has no such document.
  package func document(_ id: DocumentID) async throws -> DocumentRow {
    guard let document = try await scope.document(id) else { throw Refusal.notFound(id) }
    return DocumentRow(document)
  }

  /// The document's bytes, open for reading. Refuses where the company has no such document.
  package func content(of id: DocumentID) async throws -> ReadableContent {
    ReadableContent(try await DocumentContent(in: store).open(id, at: scope))
  }

  /// A refusal comes as itself, whatever the store wraps it in.
  func refusing<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
      return try await body()
    } catch let error as StoreError {
      if let refusal = error.refusal { throw refusal }
      throw error
    }
  }

  /// The names of customers and contacts, archived and removed ones too.
  package func names(
    ofCustomers customers: Set<CustomerID>, contacts: Set<ContactID>
  ) async throws -> PartyNames {
    try await scope.names(ofCustomers: customers, contacts: contacts)
  }
}

/// The bytes of a content, for as long as somebody holds it.
package struct ReadableContent: Sendable {
  private let file: BlobFile

  init(_ file: BlobFile) { self.file = file }

  /// In bytes.
  package var size: Int64 { file.size }
  /// Borrowed; closed when the last copy goes.
  package var descriptor: Int32 { file.descriptor }
}

extension Access {
  /// The company of a slug as its person works in it; nil where the log-in has no person there.
  package func workplace(of logIn: LogIn, company slug: String) -> Workplace? {
    logIn.memberships.first { $0.company.slug == slug }.map { Workplace($0, in: store) }
  }
}
