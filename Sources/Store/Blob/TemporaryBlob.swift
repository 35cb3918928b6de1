import Glibc
import Platform
import Records

/// A file under way in the blobs' `tmp` folder, locked as long as somebody writes to it. It is
/// unlinked unless it is moved into place.
package struct TemporaryBlob: ~Copyable {
  private let descriptor: Int32
  private let path: String
  private let subject: String
  private var inPlace = false

  package init(in store: BlobStore) throws(StoreError) {
    try self.init(in: store.temporaryDirectory, subject: store.subject)
  }

  package init(in folder: String, subject: String) throws(StoreError) {
    self.subject = subject
    var made: (Int32, String)?
    while made == nil {
      made = try TemporaryBlob.attempt(in: folder, subject)
    }
    guard let made else {
      throw StoreError.system(ErrorNumber(code: EIO), "create a file", subject: subject)
    }
    (descriptor, path) = made
  }

  deinit {
    if !inPlace { unlink(path) }
    close(descriptor)
  }

  package func write(_ bytes: UnsafeRawBufferPointer) throws(StoreError) {
    do throws(ErrorNumber) {
      try DescriptorCalls.write(bytes, to: descriptor)
    } catch {
      throw .system(error, "write", subject: subject)
    }
  }

  /// Waits until the bytes are on the disk.
  package func makeDurable() throws(StoreError) {
    guard fdatasync(descriptor) == 0 else {
      throw StoreError.system(.last, "sync", subject: subject)
    }
  }

  /// Gives the content its name. What got there first stays if its bytes are right: to replace what
  /// another has synced and committed by what isn't synced yet could lose it with the power.
  package mutating func place(as reference: BlobReference, in store: BlobStore) throws(StoreError) {
    let target = store.path(of: reference)
    if link(path, target) == 0 { return }
    guard errno == EEXIST else {
      throw StoreError.system(.last, "link to \(target)", subject: subject)
    }
    if !store.holds(reference) { try move(to: target) }
  }

  /// Gives the file its name; what stood there is replaced.
  package mutating func move(to target: String) throws(StoreError) {
    guard rename(path, target) == 0 else {
      throw StoreError.system(.last, "rename to \(target)", subject: subject)
    }
    inPlace = true
  }

  /// Nil when the cleaning of another process took the file between its creation and its lock.
  private static func attempt(
    in folder: String, _ subject: String
  ) throws(StoreError) -> (Int32, String)? {
    let name = newName()
    let path = folder + "/" + name
    let descriptor = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw StoreError.system(.last, "create a file", subject: subject)
    }
    var status = stat()
    guard flock(descriptor, LOCK_SH) == 0, fstat(descriptor, &status) == 0, status.st_nlink > 0
    else {
      close(descriptor)
      return nil
    }
    // Only an unusual umask takes bits away; to set them each time is a change in the journal.
    if status.st_mode & 0o777 != 0o600 { fchmod(descriptor, 0o600) }
    return (descriptor, path)
  }
}
