import type { Finding } from '../../../application/doctor/prerequisite.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { Tagged } from '../../../domain/shared/tagged.js'
import { errorCode, errorText } from '../../../infrastructure/files/disk.js'

/** Another hub runs on this state folder. */
export interface FolderHeld extends Tagged<'FolderHeld'> {
  /** Folder; absolute. */
  readonly folder: string
  /** Process id of the other hub; `null` when it is not recorded. */
  readonly pid: number | null
  /** URL of the other hub; `null` until it listens. */
  readonly url: string | null
}

/** Reason why the hub does not run. */
export type StartFault =
  | { readonly _tag: 'AddressTaken'; readonly host: string; readonly port: number }
  | { readonly _tag: 'AddressRefused'; readonly host: string; readonly port: number; readonly detail: string }
  | FolderHeld
  /** A required part of the machine failed its check. */
  | { readonly _tag: 'NotFit'; readonly findings: ReadonlyArray<Finding> }
  /** Key and certificate cannot be served with. */
  | { readonly _tag: 'TlsUnusable'; readonly detail: string }
  | Unavailable

const ADDRESS_CODES = new Set(['EACCES', 'EADDRNOTAVAIL', 'EAFNOSUPPORT', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL'])

/** Maps an error of `listen`. */
export function listenFault(thrown: unknown, host: string, port: number): StartFault {
  const code = errorCode(thrown)
  if (code === 'EADDRINUSE') return { _tag: 'AddressTaken', host, port }
  if (code !== undefined && ADDRESS_CODES.has(code)) {
    return { _tag: 'AddressRefused', host, port, detail: errorText(thrown) }
  }
  return unavailable('listener', errorText(thrown), thrown)
}

/** Remedies for tools that are not available, by their name. */
const MENDS: Readonly<Record<string, string>> = {
  'state folder': 'Make it a folder that you can write, or set PENATES_HOME to another one.',
}

/** The fault in words, with what to do about it. */
export function startFaultWords(fault: StartFault): { readonly problem: string; readonly mend: string | null } {
  switch (fault._tag) {
    case 'AddressTaken':
      return {
        problem: `port ${fault.port} on ${fault.host} is taken by another program.`,
        mend: `Set PORT to another one (PORT=0 takes a free one), or stop what listens there: ss -ltnp 'sport = :${fault.port}'`,
      }
    case 'AddressRefused':
      return {
        problem: `cannot listen on ${fault.host}, port ${fault.port}: ${fault.detail}.`,
        mend: 'Set HOST to an address of this machine and PORT to a number from 1024 up.',
      }
    case 'FolderHeld':
      return {
        problem: `another hub runs on ${fault.folder} (process ${fault.pid ?? 'unknown'}${fault.url === null ? '' : `, ${fault.url}`}).`,
        mend: 'Use that one, stop it first, or set PENATES_HOME to another folder (and PORT to another port).',
      }
    case 'NotFit':
      return {
        problem: fault.findings.map(({ name, detail }) => `${name}: ${detail}`).join('\n  '),
        mend: fault.findings.flatMap(({ mend }) => mend ?? []).join('\n  '),
      }
    case 'TlsUnusable':
      return {
        problem: `${fault.detail}.`,
        mend: 'Point TLS_KEY_FILE and TLS_CERT_FILE at a key without a passphrase and its certificate with the chain, both PEM.',
      }
    case 'Unavailable':
      return { problem: `${fault.port}: ${fault.detail}`, mend: MENDS[fault.port] ?? 'See: penates doctor' }
  }
}
