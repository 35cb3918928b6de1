import GRDB

/// The people's way in: roles, log-ins with their sessions, and links by which passwords are set.
/// No secret is kept, only its digest.
enum Migration027Access: Migration {
  static func apply(to database: Database) throws {
    try WordTable(name: "personRole", words: ["admin", "member", "accountant"]).create(in: database)
    try WordTable(name: "logKind", words: ["personInvited", "passwordChanged"]).add(to: database)
    for sql in [persons, sessions, links, failures] { try database.execute(sql: sql) }
  }

  private static let persons = """
    CREATE TABLE logIn (
      id INTEGER PRIMARY KEY,
      -- The e-mail address without case, by which log-ins are told apart.
      emailKey TEXT NOT NULL UNIQUE CHECK (emailKey <> ''),
      email TEXT NOT NULL CHECK (email LIKE '_%@_%'),
      -- See PasswordHash.
      password TEXT NOT NULL CHECK (password LIKE 'scrypt$%')
    ) STRICT;
    -- Those who were there before do the daily work.
    ALTER TABLE person ADD COLUMN role TEXT NOT NULL DEFAULT 'member' REFERENCES personRole (word);
    -- The log-in that the person joined by a link sent to the row's address.
    ALTER TABLE person ADD COLUMN logIn INTEGER REFERENCES logIn (id);
    CREATE INDEX personByLogIn ON person (logIn) WHERE logIn IS NOT NULL;
    """

  private static let sessions = """
    CREATE TABLE session (
      -- Of the cookie's token.
      digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
      logIn INTEGER NOT NULL REFERENCES logIn (id) ON DELETE CASCADE,
      begunAt INTEGER NOT NULL,
      -- Within some minutes.
      usedAt INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sessionByLogIn ON session (logIn);
    CREATE INDEX sessionByUse ON session (usedAt);
    -- Browsers that have logged in before, by a cookie that they keep: others' failed attempts
    -- don't lock their owner out.
    CREATE TABLE knownBrowser (
      logIn INTEGER NOT NULL REFERENCES logIn (id) ON DELETE CASCADE,
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      usedAt INTEGER NOT NULL,
      PRIMARY KEY (logIn, digest)
    ) STRICT, WITHOUT ROWID;
    """

  private static let links = """
    CREATE TABLE passwordLink (
      -- Of the link's token.
      digest BLOB PRIMARY KEY CHECK (length(digest) = 32),
      -- The person who joins the log-in of the address by the link; null where one renews it.
      person INTEGER REFERENCES person (id) ON DELETE CASCADE,
      -- The address that the link was sent to.
      emailKey TEXT NOT NULL CHECK (emailKey <> ''),
      email TEXT NOT NULL CHECK (email LIKE '_%@_%'),
      expiresAt INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX passwordLinkByAddress ON passwordLink (emailKey);
    CREATE INDEX passwordLinkByPerson ON passwordLink (person) WHERE person IS NOT NULL;
    CREATE INDEX passwordLinkByEnd ON passwordLink (expiresAt);
    """

  private static let failures = """
    -- Failed attempts to log in, by what is counted (see LogInLimit).
    CREATE TABLE failedLogIn (
      id INTEGER PRIMARY KEY,
      subject BLOB NOT NULL CHECK (length(subject) = 32),
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX failedLogInBySubject ON failedLogIn (subject, at);
    CREATE INDEX failedLogInByTime ON failedLogIn (at);
    """
}
