import { readFile, stat } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'
import * as E from 'fp-ts/lib/Either.js'
import { errorText } from '../files/disk.js'
import { detach, guarded } from '../guard/guard.js'

/** Paths of the key and the certificate with its chain; both PEM. */
export interface TlsFiles {
  readonly keyFile: string
  readonly certificateFile: string
}

/** Key and certificate of a TLS server. */
export interface TlsPair {
  readonly key: string
  /** Certificate with its chain in PEM. */
  readonly cert: string
}

/** Reason why a pair cannot be used. Never contains parts of the key. */
export interface TlsFault {
  readonly _tag: 'TlsFault'
  readonly detail: string
}
const tlsFault = (detail: string): TlsFault => ({ _tag: 'TlsFault', detail })

/** Reads the pair and validates it. */
export async function readTls(files: TlsFiles): Promise<E.Either<TlsFault, TlsPair>> {
  const key = await read('key', files.keyFile)
  if (E.isLeft(key)) return key
  const cert = await read('certificate', files.certificateFile)
  if (E.isLeft(cert)) return cert
  const pair = { key: key.right, cert: cert.right }
  try {
    createSecureContext(pair)
    return E.right(pair)
  } catch (thrown) {
    return E.left(tlsFault(`${files.keyFile} and ${files.certificateFile} are no usable pair: ${errorText(thrown)}`))
  }
}

async function read(what: string, file: string): Promise<E.Either<TlsFault, string>> {
  try {
    return E.right(await readFile(file, 'utf8'))
  } catch (thrown) {
    return E.left(tlsFault(`the ${what} file ${file} cannot be read: ${errorText(thrown)}`))
  }
}

/** Interval in milliseconds. Certificates are renewed every few weeks, days before the old one expires. */
const LOOK_EVERY_MS = 10_000

export interface WatchTlsOptions {
  /** Pair that the server uses now. */
  readonly inUse: TlsPair
  /** Called with a new valid pair. */
  readonly onPair: (pair: TlsPair) => void
  /** Called once per change when the files cannot be used. */
  readonly onFault: (fault: TlsFault) => void
  readonly everyMs?: number
}

/**
 * Polls the files for changes, resolving links because renewals replace them. Key and certificate are written one after
 * the other, so a mismatching pair is read again after the next change. Returns an unsubscribe function.
 */
export function watchTls(files: TlsFiles, options: WatchTlsOptions): () => void {
  const { onPair, onFault, everyMs = LOOK_EVERY_MS } = options
  let { inUse } = options
  let seen: string | null = null
  let isLooking = false

  const look = async (): Promise<void> => {
    const marks = await Promise.all([markOf(files.keyFile), markOf(files.certificateFile)])
    const now = marks.join()
    if (now === seen) return
    seen = now
    const read = await readTls(files)
    if (E.isLeft(read)) {
      onFault(read.left)
    } else if (read.right.key !== inUse.key || read.right.cert !== inUse.cert) {
      inUse = read.right
      onPair(inUse)
    }
  }

  const lookOnce = (): void => {
    if (isLooking) return
    isLooking = true
    const looked = look().finally(() => {
      isLooking = false
    })
    detach('TLS files', looked)
  }
  lookOnce()
  const timer = setInterval(guarded('TLS files', lookOnce), everyMs).unref()
  return () => {
    clearInterval(timer)
  }
}

/** Text that differs when the file or its content has changed. */
async function markOf(file: string): Promise<string> {
  try {
    const { ino, size, mtimeMs } = await stat(file)
    return `${ino}:${size}:${mtimeMs}`
  } catch {
    return 'gone'
  }
}
