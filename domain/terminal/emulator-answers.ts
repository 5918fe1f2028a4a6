import type { Instant } from '../shared/instant.js'

interface Form {
  readonly name: string
  /** Query as a program sends it, behind ESC. */
  readonly query: RegExp
  /** Answer of the terminal emulator, behind ESC. */
  readonly answer: RegExp
}

const colour = (number: number): Form => ({
  name: `colour ${String(number)}`,
  query: new RegExp(String.raw`^\]${String(number)};[^\x07\x1b]*\?$`),
  answer: new RegExp(String.raw`^\]${String(number)};[^\x07\x1b]*(?:\x07|\x1b\\)$`),
})

/** Queries and answers of terminal emulators. xterm, Control Sequences; kitty, protocols of graphics and keyboard. */
const FORMS: ReadonlyArray<Form> = [
  { name: 'DA1', query: /^\[0?c$/, answer: /^\[\?[\d;]*c$/ },
  { name: 'DA2', query: /^\[>0?c$/, answer: /^\[>[\d;]*c$/ },
  { name: 'DA3', query: /^\[=0?c$/, answer: /^P!\|/ },
  { name: 'XTVERSION', query: /^\[>0?q$/, answer: /^P>\|/ },
  { name: 'status', query: /^\[5n$/, answer: /^\[[03]n$/ },
  { name: 'cursor', query: /^\[6n$/, answer: /^\[\d+;\d+R$/ },
  { name: 'private status', query: /^\[\?\d+n$/, answer: /^\[\?[\d;]+[Rn]$/ },
  { name: 'mode', query: /^\[\??\d+\$p$/, answer: /^\[\??\d+;\d+\$y$/ },
  { name: 'keyboard', query: /^\[\?u$/, answer: /^\[\?\d+u$/ },
  { name: 'window', query: /^\[(?:1[1345689]|2[01])(?:;\d+)*t$/, answer: /^(?:\[\d+(?:;\d+)*t$|\][lL])/ },
  { name: 'setting', query: /^P[$+]q/, answer: /^P[01]?[$+]r/ },
  { name: 'image', query: /^_G$/, answer: /^_G/ },
  ...[4, 5, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 52].map(colour),
]

/** Everything that may be a query; `FORMS` decides. */
const QUERY = /\x1b(\[[ -?]*[cnpqtu]|\](?:[45]|1\d|52);[^\x07\x1b]*\?|P[$+]q|_G)/g
/** Everything that may be an answer; `FORMS` decides. */
const ANSWER =
  /\x1b(\[[?>]?[\d;]+\$?[Rcntuy]|\](?:(?:[45]|1\d|52);|[lL])[^\x07\x1b]*(?:\x07|\x1b\\)|P(?:[!>]\||[01]?[$+]r)[^\x07\x1b]*\x1b\\|_G[^\x1b]*\x1b\\)/g
/** Beginning of a query at the end of a piece of output. */
const CUT_QUERY = /\x1b(?:\[[ -?]{0,16}|\](?:\d{0,2}|\d{1,2};[^\x07\x1b]{0,64})|P[$+]?|_)?$/
/** Characters at the end of a piece of output in which the beginning of a query is looked for. */
const CUT_QUERY_LENGTH = 72
/**
 * Beginning of an answer at the end of a piece of input: it waits for its rest. Shorter beginnings are keys, as Esc and
 * Alt [, and are typed at once.
 */
const CUT_ANSWER =
  /\x1b(?:\[[?>][\d;]*\$?|\[\d[\d;]*\$?|\](?:[145]\d?(?:;[^\x07\x1b]*\x1b?)?|[lL][^\x07\x1b]*\x1b?)|P(?:[!>$+]|[01][$+]?)[^\x07\x1b]*\x1b?|_G[^\x1b]*\x1b?)$/
/** Keys that an answer can begin with, at the end of a piece of input. */
const TYPED_BEGINNING = /\x1b[[\]P_]?$/
/** F3 with modifiers has the form of a cursor in the first row. xterm, Alt and Meta Keys. */
const MODIFIED_F3 = /^\[1;(?:[2-9]|1[0-6])R$/
/** Longest beginning of an answer that waits, in characters; a clipboard may be long. */
const MAX_CUT_ANSWER = 256 * 1024

/** Milliseconds in which an answer to a query passes. tmux waits 5 s for the answers to its own. */
export const OPEN_MS = 5_000

interface OpenQuery {
  readonly form: string
  readonly until: Instant
}

/** State of one viewer's terminal emulator: the queries that it may answer, and the beginnings of what is cut. */
export interface EmulatorQueries {
  readonly open: ReadonlyArray<OpenQuery>
  /** Beginning of an answer that waits for its rest. */
  readonly held: string
  /** Keys at the end of the last input, already typed, that an answer could begin with. */
  readonly typed: string
}

export const NO_QUERIES: EmulatorQueries = { open: [], held: '', typed: '' }

/** Queries in a piece of output, and the beginning of one that its end cuts. */
export interface FoundQueries {
  /** Names of forms, in order. */
  readonly forms: ReadonlyArray<string>
  /** Pass it to the next call. */
  readonly cut: string
}

export const NOTHING_FOUND: FoundQueries = { forms: [], cut: '' }

const ESC = 0x1b
const [CSI, OSC, DCS, APC] = [0x5b, 0x5d, 0x50, 0x5f]

/** False for output without a query or the beginning of one. Runs for each piece of output, so it reads bytes. */
export function mayHaveQueries(output: Uint8Array): boolean {
  for (let at = output.indexOf(ESC); at >= 0; at = output.indexOf(ESC, at)) {
    const kind = output[at + 1]
    if (kind === undefined || kind === OSC || kind === DCS || kind === APC) return true
    at += 1
    if (kind !== CSI) continue
    at += 1
    while (at < output.length && isParameter(output[at])) at += 1
    if (at === output.length || isFinal(output[at])) return true
  }
  return false
}

const isParameter = (byte = 0): boolean => byte >= 0x20 && byte <= 0x3f

/** `c`, `n`, `p`, `q`, `t`, `u`: final bytes of queries. */
function isFinal(byte = 0): boolean {
  return byte === 0x63 || byte === 0x6e || byte === 0x70 || byte === 0x71 || byte === 0x74 || byte === 0x75
}

/** Queries in output that goes to a viewer; a character of `output` is a byte. */
export function findQueries({ cut }: FoundQueries, output: string): FoundQueries {
  const text = cut + output
  const forms: string[] = []
  for (const [, query = ''] of text.matchAll(QUERY)) {
    const form = FORMS.find((one) => one.query.test(query))
    if (form !== undefined) forms.push(form.name)
  }
  const rest = CUT_QUERY.exec(text.slice(-CUT_QUERY_LENGTH))?.[0] ?? ''
  return forms.length === 0 && rest === '' ? NOTHING_FOUND : { forms, cut: rest }
}

/** State after queries of these forms went to the viewer. Each may be answered once. */
export const queried = (state: EmulatorQueries, forms: ReadonlyArray<string>, now: Instant): EmulatorQueries => ({
  ...state,
  open: [...state.open.filter(({ until }) => until > now), ...forms.map((form) => ({ form, until: now + OPEN_MS }))],
})

/** True for input that contains no answer, nor the rest of one. */
export const isPlainInput = ({ held, typed }: EmulatorQueries, input: string): boolean =>
  held === '' && typed === '' && !input.includes('\x1b')

/** Input without the answers that no query is open for. Everything else stays in order, byte for byte. */
export function withoutStrayAnswers(
  state: EmulatorQueries,
  input: string,
  now: Instant,
): { readonly state: EmulatorQueries; readonly input: string } {
  let open = state.open.filter(({ until }) => until > now)
  const whole = state.typed + state.held + input
  /** Characters at the beginning that are typed already. */
  let skipped = state.typed.length
  const passed = whole.replace(ANSWER, (text: string, answer: string, at: number) => {
    const form = FORMS.find((one) => one.answer.test(answer))
    if (form === undefined) return text
    const query = open.find((one) => one.form === form.name)
    if (query !== undefined) {
      open = open.filter((one) => one !== query)
      return text
    }
    if (MODIFIED_F3.test(answer)) return text
    if (at === 0) skipped = 0
    return ''
  })
  const cut = CUT_ANSWER.exec(passed)?.[0] ?? ''
  const held = cut.length > MAX_CUT_ANSWER ? '' : cut
  if (held === '') {
    return { state: { open, held, typed: TYPED_BEGINNING.exec(input)?.[0] ?? '' }, input: passed.slice(skipped) }
  }
  if (held === passed) return { state: { open, held: held.slice(skipped), typed: held.slice(0, skipped) }, input: '' }
  return { state: { open, held, typed: '' }, input: passed.slice(skipped, -held.length) }
}
