/// The server of a mailbox, with the login.
struct IntakeServer {
  let host = "localhost"
  let port: Int
  let isTLS: Bool
  let user: String
  /// Holds the password and a newline.
  let passwordFile: String
  /// The authority that the server's certificate is of.
  let caFile: String
}
