import { setTimeout as delay } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { SESSIONS_LOGS } from '../descriptions/sessions.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { explain } from '../hub/client-failure.js'
import type { Failure } from '../output.js'
import { plainText } from '../safe-text.js'

const DEFAULT_LINES = 2_000
/** Lines of history that a hub keeps of its sessions. */
const ALL_LINES = 10_000
/** Least number of lines that are compared while following; of a faster program some are missed. */
const COMPARED_LINES = 1_000
/** Rows of a screen that a hub returns at most without its history. */
const SCREEN_LINES = 50
const READ_EVERY_MS = 1_000

type Lines = ReadonlyArray<string>

/** `penates sessions logs`. */
export const sessionLogs: Run<typeof SESSIONS_LOGS, HubContext> = async ({ args: { name }, options }, context) => {
  const { all, follow } = options
  if (all && options.lines !== undefined)
    return context.fail({ exit: 'usage', problem: '--all and --lines exclude each other' })
  const wanted = all ? ALL_LINES : (options.lines ?? DEFAULT_LINES)
  const read = follow ? Math.max(wanted, COMPARED_LINES) : wanted
  const lines = await readLines(name, read, context)
  if (E.isLeft(lines)) return context.fail(lines.left)
  if (follow) return followLines({ name, read, first: lines.right, shown: wanted }, context)
  const text = lines.right.map((line) => `${line}\n`).join('')
  return context.print({ json: { name, text }, text, ids: lines.right })
}

/** Lines of the screen, and that many above it, without blank ones at the end. */
async function readLines(name: string, lines: number, { hub }: HubContext): Promise<E.Either<Failure, Lines>> {
  const params = { name }
  if (lines === 0) {
    // A hub takes 0 lines of history for no number, and returns 2,000.
    const screen = await hub.client.readScreen({ params, query: { lines: SCREEN_LINES } })()
    return E.isLeft(screen) ? E.left(explain(screen.left, hub)) : E.right(screen.right.body.lines.map(plainText))
  }
  const read = await hub.client.readScrollback({ params, query: { lines, screen: true } })()
  if (E.isLeft(read)) return E.left(explain(read.left, hub))
  const text = plainText(read.right.body.data).trimEnd()
  return E.right(text === '' ? [] : text.split('\n').map((line) => line.trimEnd()))
}

interface Followed {
  readonly name: string
  /** Lines of history of each read. */
  readonly read: number
  readonly first: Lines
  /** Lines of `first` that are printed, from its end. */
  readonly shown: number
}

/** Prints lines as they come, until the session ends or the reader of the output closes it. */
async function followLines({ name, read, first, shown }: Followed, context: HubContext): Promise<ExitCode> {
  const { emit, note, fail, readerGone } = context
  const newLines = makeNewLines(first)
  const print = (lines: Lines): void => {
    for (const line of lines) emit({ json: { name, line }, text: `${line}\n`, ids: [line] })
  }
  print(first.slice(Math.max(first.length - shown, 0)))
  for (;;) {
    await delay(READ_EVERY_MS, undefined, { signal: readerGone }).catch(() => undefined)
    if (readerGone.aborted) return EXIT.ok
    const lines = await readLines(name, read, context)
    if (E.isRight(lines)) {
      print(newLines(lines.right))
      continue
    }
    if (lines.left.exit !== 'notFound') return fail(lines.left)
    note(`${name} has ended.`)
    return EXIT.ok
  }
}

/**
 * Returns a function that is given the lines of a terminal again and again, and returns those that came since. A line that
 * changes, such as that of a spinner, comes when it is the same twice, and those below it after it.
 */
export function makeNewLines(first: Lines): (lines: Lines) => Lines {
  let before = first
  /** Lines at the beginning of `before` that were returned. */
  let returned = first.length
  return (lines) => {
    const shift = shiftBetween(before, lines)
    const changed = lines.findIndex((line, index) => line !== before[index + shift])
    const same = changed === -1 ? lines.length : changed
    const from = Math.min(Math.max(returned - shift, 0), same)
    ;[before, returned] = [lines, same]
    return lines.slice(from, same)
  }
}

/**
 * Lines at the beginning of the earlier text that are no longer in the later one: the number with which most lines agree,
 * all lines when none do.
 */
function shiftBetween(earlier: Lines, later: Lines): number {
  let best = { shift: earlier.length, length: 0 }
  for (let shift = 0; shift + best.length < earlier.length; shift += 1) {
    let length = 0
    while (shift + length < earlier.length && earlier[shift + length] === later[length]) length += 1
    if (length > best.length) best = { shift, length }
  }
  return best.shift
}
