import Platform

/// The source of a login's credential, asked anew for each login.
package protocol CredentialSource: Sendable {
  /// The credential to log in with now. `refused` is one that the server has just refused: where
  /// another can be had, that one is given, else the same again. `sign` hears of every wait.
  func credential(
    insteadOf refused: Credential?, sign: @escaping LifeSign
  ) async throws -> Credential

  /// The fingerprint of the files, not servers, that the credential depends on. The fingerprint
  /// differs when somebody has changed one of them, so that a try is worth while again. Cheap.
  func fingerprint() -> CredentialFingerprint
}

/// Stands for what a credential depends on; tells nothing of it.
package struct CredentialFingerprint: Sendable, Hashable {
  private let digest: Digest

  /// `parts` may be secret.
  package init(_ parts: [String]) {
    digest = Digest(of: parts.map { "\($0.utf8.count):\($0)" }.joined())
  }
}

/// A password that is read anew for each login, so that one that was replaced is used without a
/// restart.
package struct PasswordSource: CredentialSource {
  private let read: @Sendable () throws -> Secret

  package init(_ read: @escaping @Sendable () throws -> Secret) {
    self.read = read
  }

  package func credential(
    insteadOf refused: Credential?, sign: @escaping LifeSign
  ) async throws -> Credential {
    .password(try read())
  }

  package func fingerprint() -> CredentialFingerprint {
    do {
      return CredentialFingerprint(["password", try read().value])
    } catch {
      return CredentialFingerprint(["none", "\(error)"])
    }
  }
}
