import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'

/** Native functions of node-pty 1.1. Its JavaScript layer allocates 64 kB for every read of a few hundred bytes. */
export interface NativePty {
  readonly fork: (
    file: string,
    args: ReadonlyArray<string>,
    environment: ReadonlyArray<string>,
    directory: string,
    columns: number,
    rows: number,
    uid: number,
    gid: number,
    utf8: boolean,
    /** Used on macOS only. */
    helper: string,
    onExit: () => void,
  ) => { readonly fd: number; readonly pid: number }
  /** Throws for a descriptor that is not a pty. */
  readonly resize: (fd: number, columns: number, rows: number) => void
}

const require = createRequire(import.meta.url)

interface Loaded {
  readonly native: NativePty
  readonly helper: string
}

let loaded: Loaded | null = null

/** Loads the native module at the first terminal, built or prebuilt. Throws when neither exists. */
export function nativePty(): Loaded {
  return (loaded ??= load())
}

function load(): Loaded {
  const { loadNativeModule } = require('node-pty/lib/utils.js') as {
    loadNativeModule: (name: string) => { readonly dir: string; readonly module: NativePty }
  }
  const { dir, module } = loadNativeModule('pty')
  return { native: module, helper: resolve(dirname(require.resolve('node-pty/lib/utils.js')), dir, 'spawn-helper') }
}
