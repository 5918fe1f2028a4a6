import { isIP } from 'node:net'
import { isAbsolute, join, normalize } from 'node:path'
import { isRange } from '../net/address-ranges.js'

/** Reader of the text of one environment variable. */
export interface Reader<A> {
  /** Error text with a remedy. Never contains the value, which may be a secret. */
  readonly problem: string
  /** Returns `undefined` for an invalid text. `home` is the absolute path that `~` stands for. */
  readonly read: (text: string, home: string) => A | undefined
}

const reader = <A>(problem: string, read: Reader<A>['read']): Reader<A> => ({ problem, read })

const MAX_PORT = 65_535

export const Port = reader('must be a port number from 0 to 65535 (0 takes a free one)', (raw) => {
  const port = /^\d{1,5}$/.test(raw.trim()) ? Number(raw) : Number.NaN
  return port <= MAX_PORT ? port : undefined
})

export const Count = reader('must be a whole number from 1 up', (raw) =>
  /^[1-9]\d{0,8}$/.test(raw.trim()) ? Number(raw) : undefined,
)

const HOST_NAME = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i

/** Accepts `[::1]` as `::1`. */
export const ListenHost = reader('must be a host name or an IP address, such as 127.0.0.1', (raw) => {
  const host = raw.trim().replace(/^\[(.*)\]$/, '$1')
  return isIP(host) !== 0 || HOST_NAME.test(host) ? host : undefined
})

const readPublicHost = (raw: string): string | undefined => {
  const [, name = '', port] = /^(\[[0-9a-f:]+\]|[^:]+)(?::(\d{1,5}))?$/i.exec(raw) ?? []
  const bare = name.replace(/^\[(.*)\]$/, '$1')
  const fits = (HOST_NAME.test(name) || isIP(bare) !== 0) && (port === undefined || Number(port) <= MAX_PORT)
  return fits ? raw.toLowerCase() : undefined
}

export const PublicHosts = reader(
  'must be host names separated by commas, without http://, such as hub.example.com,192.168.1.5:3333',
  (raw) => all(items(raw, ','), readPublicHost),
)

export const AddressRanges = reader(
  'must be addresses or ranges separated by commas, none of everybody, such as 127.0.0.1,10.0.0.0/8',
  (raw) => all(items(raw, ','), (item) => (isRange(item) ? item : undefined)),
)

export const Domain = reader('must be a bare domain name, such as hub.example.com', (raw) =>
  HOST_NAME.test(raw.trim()) ? raw.trim().toLowerCase() : undefined,
)

/** Token for a header and, after `bearer.`, for a WebSocket subprotocol: RFC 9110, token. */
export const Token = reader(
  "may hold letters, digits and !#$%&'*+-.^_`|~ only; make one with: openssl rand -hex 32",
  (raw) => (/^[\w!#$%&'*+\-.^`|~]+$/.test(raw) ? raw : undefined),
)

export const Prefix = reader('must be at most 32 letters, digits, _, - and spaces', (raw) =>
  /^[\w\- ]{1,32}$/.test(raw) ? raw : undefined,
)

/** Name of a user, also in the larger alphabet of directory services; cannot be read as an option. useradd(8). */
export const UserName = reader('must be the name of a user of this machine', (raw) =>
  /^[A-Za-z_][\w.@-]{0,255}$/.test(raw.trim()) ? raw.trim() : undefined,
)

export const SocketName = reader('must be letters, digits, _, - and dots', (raw) =>
  /^[\w\-.]{1,64}$/.test(raw) ? raw : undefined,
)

/** True unless the text is `off`, for compatibility with existing installations. */
export const UnlessOff = reader('must be on or off', (raw) => raw.trim().toLowerCase() !== 'off')

/** True unless the text is `false`, for compatibility with existing installations. */
export const UnlessFalse = reader('must be true or false', (raw) => raw.trim().toLowerCase() !== 'false')

/** Contact address for push services: RFC 8292, section 2.1. */
export const PushSubject = reader('must be an https:// address or mailto: with an e-mail address', (raw) =>
  /^(https:\/\/\S+\.\S+|mailto:\S+@\S+\.\S+)$/.test(raw.trim()) ? raw.trim() : undefined,
)

export const WebAddress = reader('must be an https:// address, or http:// on this machine', (raw) =>
  /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/])\S+$/.test(raw.trim()) ? raw.trim() : undefined,
)

/** Address of a collector. Plain HTTP is allowed for remote hosts, because telemetry contains no secrets. */
export const Collector = reader('must be an http:// or https:// address, such as http://127.0.0.1:4318', (raw) =>
  /^https?:\/\/[^\s/]\S*$/.test(raw.trim()) ? raw.trim() : undefined,
)

/** One of a few words, in any case. */
export const oneOf = <Word extends string>(...words: ReadonlyArray<Word>): Reader<Word> =>
  reader(`must be ${words.join(' or ')}`, (raw) => words.find((word) => word === raw.trim().toLowerCase()))

export const Text = reader('must be a text', (raw) => raw.trim())

export const ServiceUnit = reader('must be a name such as penates or penates.service', (raw) => {
  const unit = raw.trim()
  if (!/^[\w@:.\-]+$/.test(unit)) return undefined
  return unit.endsWith('.service') ? unit : `${unit}.service`
})

const ABSOLUTE = 'must be an absolute path; ~ stands for the home folder'

/** `~` and `~/…` become absolute; `.` and `..` are resolved. */
export const Path = reader(ABSOLUTE, absolute)

/** One path, read as a list. */
export const Folder = reader(ABSOLUTE, (raw, home) => all([raw], (item) => absolute(item, home)))

/** An absolute path, or the name of a program on `PATH`. */
export const Program = reader('must be an absolute path or the name of a program on PATH', (raw, home) =>
  raw.includes('/') || raw.trim() === '~' ? absolute(raw, home) : raw.trim(),
)

export const paths = (separator: ',' | ':'): Reader<ReadonlyArray<string>> =>
  reader(`must be absolute paths separated by "${separator}"; ~ stands for the home folder`, (raw, home) =>
    all(items(raw, separator), (item) => absolute(item, home)),
  )

function absolute(raw: string, home: string): string | undefined {
  const given = raw.trim()
  const expanded = given === '~' || given.startsWith('~/') ? join(home, given.slice(1)) : given
  if (!isAbsolute(expanded) || expanded.includes('\0')) return undefined
  const clean = normalize(expanded)
  return clean.length > 1 && clean.endsWith('/') ? clean.slice(0, -1) : clean
}

const items = (raw: string, separator: string): ReadonlyArray<string> =>
  raw
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '')

function all<A>(raw: ReadonlyArray<string>, read: (one: string) => A | undefined): ReadonlyArray<A> | undefined {
  const found = raw.map(read).filter((one) => one !== undefined)
  return found.length === raw.length ? found : undefined
}
