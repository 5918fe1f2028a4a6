import * as t from 'io-ts'
import { isIP } from 'node:net'
import { isAbsolute, join, normalize } from 'node:path'
import { isRange } from '../net/address-ranges.js'

/** Reads the text of one variable; `problem` says what is wrong and how to mend it. */
const text = <A>(name: string, problem: string, read: (raw: string) => A | undefined): t.Type<A, string> =>
  new t.Type<A, string, unknown>(
    name,
    (_value): _value is A => true,
    (value, context) => {
      const result = typeof value === 'string' ? read(value) : undefined
      return result === undefined ? t.failure(value, context, problem) : t.success(result)
    },
    String,
  )

/** A variable that is missing or blank takes `instead`. */
export const or = <A, B>(codec: t.Type<A, string>, instead: B): t.Type<A | B, unknown> =>
  new t.Type<A | B, unknown, unknown>(
    codec.name,
    (_value): _value is A | B => true,
    (value, context) => (isBlank(value) ? t.success(instead) : codec.validate(value, context)),
    (value) => value,
  )

const isBlank = (value: unknown): boolean => value === undefined || (typeof value === 'string' && value.trim() === '')

const MAX_PORT = 65_535

export const Port = text('Port', 'must be a port number from 0 to 65535 (0 takes a free one)', (raw) => {
  const port = /^\d{1,5}$/.test(raw.trim()) ? Number(raw) : Number.NaN
  return port <= MAX_PORT ? port : undefined
})

export const Count = text('Count', 'must be a whole number from 1 up', (raw) =>
  /^[1-9]\d{0,8}$/.test(raw.trim()) ? Number(raw) : undefined,
)

const HOST_NAME = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i

/** `[::1]` is taken as `::1`. */
export const ListenHost = text('ListenHost', 'must be a host name or an IP address, such as 127.0.0.1', (raw) => {
  const host = raw.trim().replace(/^\[(.*)\]$/, '$1')
  return isIP(host) !== 0 || HOST_NAME.test(host) ? host : undefined
})

const readPublicHost = (raw: string): string | undefined => {
  const [, name = '', port] = /^(\[[0-9a-f:]+\]|[^:]+)(?::(\d{1,5}))?$/i.exec(raw) ?? []
  const bare = name.replace(/^\[(.*)\]$/, '$1')
  const fits = (HOST_NAME.test(name) || isIP(bare) !== 0) && (port === undefined || Number(port) <= MAX_PORT)
  return fits ? raw.toLowerCase() : undefined
}

export const PublicHosts = text(
  'PublicHosts',
  'must be host names separated by commas, without http://, such as hub.example.com,192.168.1.5:3333',
  (raw) => all(items(raw, ','), readPublicHost),
)

export const AddressRanges = text(
  'AddressRanges',
  'must be addresses or ranges separated by commas, none of everybody, such as 127.0.0.1,10.0.0.0/8',
  (raw) => all(items(raw, ','), (item) => (isRange(item) ? item : undefined)),
)

export const Domain = text('Domain', 'must be a bare domain name, such as hub.example.com', (raw) =>
  HOST_NAME.test(raw.trim()) ? raw.trim().toLowerCase() : undefined,
)

/** It has to pass through a header and, behind `bearer.`, through a WebSocket subprotocol: RFC 9110, token. */
export const Token = text(
  'Token',
  "may hold letters, digits and !#$%&'*+-.^_`|~ only; make one with: openssl rand -hex 32",
  (raw) => (/^[\w!#$%&'*+\-.^`|~]+$/.test(raw) ? raw : undefined),
)

export const Prefix = text('Prefix', 'must be at most 32 letters, digits, _, - and spaces', (raw) =>
  /^[\w\- ]{1,32}$/.test(raw) ? raw : undefined,
)

export const SocketName = text('SocketName', 'must be letters, digits, _, - and dots', (raw) =>
  /^[\w\-.]{1,64}$/.test(raw) ? raw : undefined,
)

/** On unless it says `off`, as with existing installations. */
export const UnlessOff = text('UnlessOff', 'must be on or off', (raw) => raw.trim().toLowerCase() !== 'off')

/** On unless it says `false`, as with existing installations. */
export const UnlessFalse = text('UnlessFalse', 'must be true or false', (raw) => raw.trim().toLowerCase() !== 'false')

/** Who push services may turn to: RFC 8292, section 2.1. */
export const PushSubject = text(
  'PushSubject',
  'must be an https:// address or mailto: with an e-mail address',
  (raw) => (/^(https:\/\/\S+\.\S+|mailto:\S+@\S+\.\S+)$/.test(raw.trim()) ? raw.trim() : undefined),
)

export const WebAddress = text('WebAddress', 'must be an https:// address, or http:// on this machine', (raw) =>
  /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/])\S+$/.test(raw.trim()) ? raw.trim() : undefined,
)

/** Collectors stand anywhere in a network; what they are sent holds no secret. */
export const Collector = text(
  'Collector',
  'must be an http:// or https:// address, such as http://127.0.0.1:4318',
  (raw) => (/^https?:\/\/[^\s/]\S*$/.test(raw.trim()) ? raw.trim() : undefined),
)

export const Text = text('Text', 'must be a text', (raw) => raw.trim())

export const ServiceUnit = text('ServiceUnit', 'must be a name such as penates or penates.service', (raw) => {
  const unit = raw.trim()
  if (!/^[\w@:.\-]+$/.test(unit)) return undefined
  return unit.endsWith('.service') ? unit : `${unit}.service`
})

const ABSOLUTE = 'must be an absolute path; ~ stands for the home folder'

/** `~` and `~/…` become absolute; `.` and `..` are resolved. */
export const path = (home: string): t.Type<string, string> => text('Path', ABSOLUTE, absolute(home))

/** An absolute path, or the name of a program on `PATH`. */
export const program = (home: string): t.Type<string, string> =>
  text('Program', 'must be an absolute path or the name of a program on PATH', (raw) =>
    raw.includes('/') || raw.trim() === '~' ? absolute(home)(raw) : raw.trim(),
  )

export const paths = (home: string, separator: ',' | ':'): t.Type<ReadonlyArray<string>, string> =>
  text('Paths', `must be absolute paths separated by "${separator}"; ~ stands for the home folder`, (raw) =>
    all(items(raw, separator), absolute(home)),
  )

const absolute =
  (home: string) =>
  (raw: string): string | undefined => {
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
