import { join } from 'node:path'
import { natives } from '../natives/natives.js'

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

interface Loaded {
  readonly native: NativePty
  readonly helper: string
}

let loaded: Loaded | null = null

/** Loads the native module at the first terminal. Throws where none loads. */
export function nativePty(): Loaded {
  return (loaded ??= load())
}

function load(): Loaded {
  const { module, folder } = natives.load('terminals')
  return { native: module as unknown as NativePty, helper: join(folder, 'spawn-helper') }
}
