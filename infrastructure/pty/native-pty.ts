import { dirname, resolve } from 'node:path'
import { requirePeer, resolvePeer } from '../peers/peers.js'

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

const UTILS = 'node-pty/lib/utils.js'

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
  const { loadNativeModule } = requirePeer('node-pty', UTILS) as {
    loadNativeModule: (name: string) => { readonly dir: string; readonly module: NativePty }
  }
  const { dir, module } = loadNativeModule('pty')
  return { native: module, helper: resolve(dirname(resolvePeer(UTILS)), dir, 'spawn-helper') }
}
