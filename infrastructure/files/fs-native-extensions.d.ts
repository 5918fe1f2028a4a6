declare module 'fs-native-extensions' {
  /** Locks a whole open file without waiting: `false` when somebody else has it. An OFD lock on Linux, fcntl(2). */
  export function tryLock(fd: number, options?: { readonly shared?: boolean }): boolean
}
