import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { StringDecoder } from 'node:string_decoder'
import { setImmediate } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import type { InputFiles } from '../../adapters/inbound/cli/context.js'
import type {
  LocalTerminal,
  RawTerminal,
  RawTerminalEvents,
  WindowSize,
} from '../../adapters/inbound/cli/local-terminal.js'
import { errorCode, errorText } from '../../infrastructure/files/disk.js'
import { guarded } from '../../infrastructure/guard/guard.js'

/** Folder of the user's settings for this program: `XDG_CONFIG_HOME/penates`. */
export const configFolder = ({ XDG_CONFIG_HOME: folder }: NodeJS.ProcessEnv): string =>
  join(folder === undefined || folder === '' ? join(homedir(), '.config') : folder, 'penates')

/** Files that options name; `-` is the standard input. */
export const inputFiles: InputFiles = {
  read: async (path) => {
    try {
      return E.right(path === '-' ? await text(process.stdin) : await readFile(path, 'utf8'))
    } catch (thrown) {
      return E.left(errorText(thrown))
    }
  },
}

const sizeOf = ({ columns, rows }: NodeJS.WriteStream): WindowSize => ({ columns, rows })

/** Terminal that the program was started in. */
export const processTerminal: LocalTerminal = {
  size: () => (process.stdin.isTTY && process.stdout.isTTY ? sizeOf(process.stdout) : null),
  open: ({ input, resize }: RawTerminalEvents): RawTerminal => {
    const { stdin, stdout } = process
    // A character may be split between two reads.
    const decoder = new StringDecoder('utf8')
    const read = guarded('keyboard', (bytes: Buffer) => input(decoder.write(bytes)))
    const resized = guarded('window size', () => resize(sizeOf(stdout)))
    stdin.setRawMode(true)
    stdin.on('data', read)
    stdout.on('resize', resized)
    return {
      write: (bytes) => void stdout.write(bytes),
      close: () => {
        stdin.off('data', read)
        stdout.off('resize', resized)
        stdin.setRawMode(false)
        stdin.pause()
      },
    }
  },
}

/** Aborted when the output cannot be written any more; its reason is the error. */
export function readerOf(stream: NodeJS.WriteStream): AbortSignal {
  const gone = new AbortController()
  stream.on(
    'error',
    guarded('closed output', (error: Error) => gone.abort(error)),
  )
  return gone.signal
}

/** Errors of an output whose reader or terminal has gone. */
const CLOSED = ['EPIPE', 'EIO']

/** Error of an output that is not there in full although its reader is; `null` without one. */
export async function lostOutput(reader: AbortSignal): Promise<string | null> {
  await setImmediate() // the stream reports its last write by then
  if (!reader.aborted || CLOSED.includes(errorCode(reader.reason) ?? '')) return null
  return errorText(reader.reason)
}

/** Opens a page in the default browser. The address is visible to other users of the machine and must not contain a token. */
export async function browse(url: string): Promise<boolean> {
  const child = spawn(process.platform === 'darwin' ? 'open' : 'xdg-open', [url], { stdio: 'ignore', detached: true })
  try {
    await once(child, 'spawn')
    child.unref()
    return true
  } catch {
    return false
  }
}
