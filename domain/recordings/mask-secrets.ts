import { NAMED_TOKEN_PREFIX } from '../access/named-token.js'
import { PAIRING_CODE_PREFIX } from '../access/pairing.js'

/** Characters of tokens, keys and encoded values. */
const WORD = '[A-Za-z0-9_\\-.~+/=]'

/** Beginnings of secrets that are known by their form, with the least number of characters behind them. */
const FORMS: ReadonlyArray<readonly [start: string, least: number]> = [
  ['sk-', 16],
  ['github_pat_', 20],
  ['ghp_', 20],
  ['gho_', 20],
  ['ghu_', 20],
  ['ghs_', 20],
  ['ghr_', 20],
  ['glpat-', 16],
  ['npm_', 20],
  ['xoxa-', 10],
  ['xoxb-', 10],
  ['xoxp-', 10],
  ['xoxr-', 10],
  ['xoxs-', 10],
  ['AKIA', 16],
  ['ASIA', 16],
  ['AIza', 30],
  ['eyJ', 30],
  [NAMED_TOKEN_PREFIX, 20],
  [PAIRING_CODE_PREFIX, 20],
]

/** Names in front of a value that is a secret, as in `API_KEY=…` and `password: …`. */
const NAMES: ReadonlyArray<string> = [
  ...['password', 'passwd', 'passphrase', 'secret', 'token', 'api_key', 'api-key', 'apikey', 'access_key'],
]
/** Scheme of a header in front of a token. */
const BEARER = 'bearer'
const LEAST_VALUE = 6

const KEY_BLOCK = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g
/** Escape sequence of a terminal: with parameters, of a character set, or of one character. It ends with a letter or a digit. */
const ESCAPE = '\\u001b(?:\\[[0-?]{0,30}[ -/]{0,4}[@-~]|[ -/]{0,2}[0-~])'
/** Not within a word: at its start, or behind an escape sequence. */
const EDGE = `(?:(?<![A-Za-z0-9])|(?<=${ESCAPE}))`
const BY_FORM = new RegExp(
  `${EDGE}(?:${FORMS.map(([start, least]) => `${start}${WORD}{${String(least)},}`).join('|')})`,
  'g',
)
/** Parts that a terminal draws within a word: ends of lines, colours, movements of the cursor. */
const GAP = `(?:\\r?\\n|${ESCAPE}){0,4}`
/** Secret that the hub makes, of a session as well: 256 bits in hexadecimal. A digest behind the name of its algorithm is none. */
const MADE = new RegExp(`${EDGE}(?<!sha256[:=-])[0-9a-f]{64}(?![0-9A-Za-z])`, 'g')
const SEPARATOR = `["']?\\s?[=:]\\s?["']?`
const BY_NAME = new RegExp(`(?<=(?:${NAMES.join('|')})${SEPARATOR}|${BEARER}\\s)${WORD}{${String(LEAST_VALUE)},}`, 'gi')
/** Password of an address, as in `https://user:…@host`. */
const IN_ADDRESS = /(?<=:\/\/[^\s:/@]{1,100}:)[^\s/@]{1,200}(?=@)/g

/** Beginnings that may be the end of a text whose rest is still to come. */
const STARTS = [...FORMS.map(([start]) => start), ...NAMES, BEARER, '-----BEGIN ', '://'].map((start) =>
  start.toLowerCase(),
)
const LONGEST_START = Math.max(...STARTS.map(({ length }) => length))
/** Secret that has begun and whose end is not in the text. */
const OPEN = new RegExp(
  [
    '-----BEGIN [A-Z ]*(?:PRIVATE KEY-----(?:(?!-----END)[\\s\\S])*)?(?:-----END [A-Z ]*)?-*$',
    `(?:${FORMS.map(([start]) => start).join('|')})${WORD}*$`,
    `(?:${NAMES.join('|')})["']?\\s?[=:]?\\s?["']?${WORD}*$`,
    `${BEARER}\\s?${WORD}*$`,
    '://[^\\s/@]*$',
    `${EDGE}[0-9a-f]+$`,
  ].join('|'),
  'i',
)
/** UTF-16 code units that are held back at most: a private key has less than 4,000. */
const MAX_HELD = 8_192

const DRAWN = new RegExp(`${ESCAPE}|[^\\r\\n]`, 'g')
const hidden = (secret: string): string => secret.replace(DRAWN, (drawn) => (drawn.startsWith('\u001b') ? drawn : '*'))

/** Secrets whose value is known, as they are now. */
export type KnownSecrets = () => ReadonlyArray<string>

const NONE: KnownSecrets = () => []

/** Patterns of one known secret: the whole of it, and its beginning at the end of a text. */
interface ValuePatterns {
  readonly whole: RegExp
  readonly open: RegExp
}

function patternsOf(value: string): ValuePatterns {
  const signs = Array.from(value, (sign) => sign.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const begun = signs.reduceRight((rest, sign) => `${sign}${GAP}(?:${rest})?`, '')
  return {
    whole: new RegExp(signs.join(GAP), 'g'),
    open: new RegExp(`${begun}(?:\\u001b(?:\\[[0-?]{0,30}[ -/]{0,4})?)?$`),
  }
}

/** Patterns by the present values. A text that is too short would hide words. */
function makeValuePatterns(known: KnownSecrets): () => ReadonlyArray<ValuePatterns> {
  const made = new Map<string, ValuePatterns>()
  return () =>
    known()
      .filter(({ length }) => length >= LEAST_VALUE)
      .map((value) => {
        const patterns = made.get(value) ?? patternsOf(value)
        made.set(value, patterns)
        return patterns
      })
}

/** Replaces each character of a secret by an asterisk, so that the layout of a screen stays the same. */
export const maskSecrets = (text: string, values: ReadonlyArray<RegExp> = []): string =>
  [...values, KEY_BLOCK, BY_FORM, MADE, BY_NAME, IN_ADDRESS].reduce(
    (masked, pattern) => masked.replace(pattern, hidden),
    text,
  )

/** Masks a text that comes in pieces. */
export interface SecretMask {
  /** Masked text as far as no secret is open at its end; the rest comes with a later call. */
  readonly add: (piece: string) => string
  /** Masked rest. */
  readonly end: () => string
}

/** Mask for a text whose secrets may be split over pieces anywhere; `known` are masked besides those of a known form. */
export function makeSecretMask(known: KnownSecrets = NONE): SecretMask {
  const values = makeValuePatterns(known)
  const masked = (text: string): string =>
    maskSecrets(
      text,
      values().map(({ whole }) => whole),
    )
  let held = ''
  return {
    add: (piece) => {
      const text = held + piece
      const tail = text.slice(-MAX_HELD)
      const open = text.length - Math.max(openLength(tail), ...values().map((value) => lengthOf(value.open, tail)))
      held = text.slice(open)
      return masked(text.slice(0, open))
    },
    end: () => {
      const rest = held
      held = ''
      return masked(rest)
    },
  }
}

function lengthOf(open: RegExp, text: string): number {
  const begun = open.exec(text)
  return begun === null ? 0 : text.length - begun.index
}

/** Length of the end of a text that may belong to a secret whose rest is still to come. */
function openLength(text: string): number {
  const tail = text.slice(-LONGEST_START).toLowerCase()
  const ends = Array.from(tail, (_, at) => tail.slice(at))
  const beginning = ends.find((end) => STARTS.some((start) => start.startsWith(end)))?.length ?? 0
  // The end of a beginning may itself look like a secret that has begun: the `b` of `-----b` like a digit.
  return Math.max(lengthOf(OPEN, text), beginning)
}
