declare module 'fs-native-extensions' {
  /**
   * Locks a whole open file without waiting: `false` when another process has the lock. An OFD lock on Linux, fcntl(2).
   */
  export function tryLock(fd: number, options?: { readonly shared?: boolean }): boolean
}
