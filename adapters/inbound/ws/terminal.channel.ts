import { identity } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import type { AppliedInput } from '../../../domain/terminal/input-order.js'
import { MAX_NOTCHES, type PaneState } from '../../../domain/terminal/pane.js'
import { DEFAULT_SIZE, MAX_COLUMNS, MAX_ROWS, MIN_CELLS } from '../../../domain/terminal/terminal-size.js'
import { nullable, queryCodec, type QueryCodec } from '../../../infrastructure/codec/codecs.js'
import { always, from, jsonOf, optional } from '../../../infrastructure/codec/json-of.js'
import { schemaOf, withSchema } from '../../../infrastructure/codec/schema.js'
import { TRY_AGAIN_LATER } from '../../../infrastructure/ws/close-codes.js'
import { type Channel, channel } from './channel.js'

/** The session is not there, or ended a moment ago. Final: clients do not come back. */
export const SESSION_GONE = 4004
/** The viewer took nothing for 30 s. Coming back is welcome: one redraw shows all. */
export const VIEWER_STALLED = 4008
/** A client closes with it to come back: output is kept as after a loss. */
export const RETURNS = 4010
/** RFC 6455: detached by a key or by another client while the session runs on. */
export const DETACHED = 1000

/** Out of range is clamped, what is no integer drops the frame. */
const cells = (max: number) =>
  withSchema(t.refinement(t.number, Number.isInteger, 'Cells'), { type: 'integer', minimum: MIN_CELLS, maximum: max })

const sequence = withSchema(t.refinement(t.number, Number.isSafeInteger, 'Sequence'), { type: 'integer' })
const notches = withSchema(t.refinement(t.number, Number.isInteger, 'Notches'), {
  type: 'integer',
  minimum: -MAX_NOTCHES,
  maximum: MAX_NOTCHES,
})

/** Keys, pasted text and reports of a viewer. */
export interface InputFrame {
  readonly type: 'input'
  readonly data: string
  readonly seq?: number
}

const isInput = (value: unknown): value is InputFrame => {
  if (typeof value !== 'object' || value === null) return false
  const { type, data, seq } = value as Readonly<Record<keyof InputFrame, unknown>>
  return type === 'input' && typeof data === 'string' && (seq === undefined || sequence.is(seq))
}

/** Written out for every key: io-ts walks over an exact intersection in a tenth of the time that an echo takes in the hub. */
const INPUT = withSchema(
  new t.Type<InputFrame>(
    'Input',
    isInput,
    (value, context) => {
      if (!isInput(value)) return t.failure(value, context)
      const { type, data, seq } = value
      return t.success(seq === undefined ? { type, data } : { type, data, seq })
    },
    identity,
  ),
  {
    type: 'object',
    properties: { type: schemaOf(t.literal('input')), data: schemaOf(t.string), seq: schemaOf(sequence) },
    required: ['type', 'data'],
  },
)

const RECEIVES = {
  /** `seq` grows with each frame of a viewer that has an id. Ours: a number that has been typed is not typed again. */
  input: INPUT,
  resize: t.strict({ type: t.literal('resize'), cols: cells(MAX_COLUMNS), rows: cells(MAX_ROWS) }),
  /** Ours: whether the terminal is on screen, and so may decide the size of the session's windows. */
  visible: t.strict({ type: t.literal('visible'), visible: t.boolean }),
  /**
   * Ours: turns the wheel for a program that takes it, and asks for `pane`. Negative notches are up, 0 only asks. Viewers
   * that send it scroll by themselves, and send no wheel as input.
   */
  wheel: t.strict({ type: t.literal('wheel'), notches, column: cells(MAX_COLUMNS), row: cells(MAX_ROWS) }),
  ping: t.strict({ type: t.literal('ping') }),
}

const Pane = jsonOf<PaneState>()({
  type: always('pane'),
  mouse: t.boolean,
  scrolls: t.keyof({ program: null, viewer: null }),
})
/** State in which the connection of a viewer that has an id begins. */
export interface Continuation {
  readonly position: number
  readonly isContinued: boolean
  readonly applied: AppliedInput
}

const Hello = jsonOf<Continuation, 'position' | 'isContinued'>()({
  type: always('hello'),
  from: from(t.number, ({ position }) => position),
  continued: from(t.boolean, ({ isContinued }) => isContinued),
  applied: nullable(t.number),
})
const Pong = jsonOf<{ readonly applied: AppliedInput }>()({ type: always('pong'), applied: optional(t.number) })
const Failure = jsonOf<string>()({ type: always('error'), message: from(t.string, identity) })

/** Missing, zero or no integer means the default of that direction, out of range is clamped. */
const queryCells = (fallback: number, max: number): QueryCodec<number> =>
  queryCodec(
    'Cells',
    t.number.is,
    ([text = '']) => {
      const value = Number(text)
      return Number.isInteger(value) && value !== 0 ? value : fallback
    },
    (value) => [String(value)],
    { type: 'integer', minimum: MIN_CELLS, maximum: max, default: fallback },
  )

const VIEWER_ID = /^[\w-]{16,64}$/
/** Value of `from` for a viewer that shows nothing yet. */
export const NO_POSITION = -1

export const TERMINAL_QUERY = {
  cols: queryCells(DEFAULT_SIZE.columns, MAX_COLUMNS),
  rows: queryCells(DEFAULT_SIZE.rows, MAX_ROWS),
  /** The tab is in the background. */
  hidden: queryCodec(
    'Hidden',
    t.boolean.is,
    ([text]) => text === '1',
    (value) => (value ? ['1'] : []),
    { type: 'string', enum: ['0', '1'], default: '0' },
  ),
  /** Id that the viewer has made up: 128 random bits. Its input is numbered, and its output continues after a loss. */
  resume: queryCodec(
    'ViewerId',
    t.string.is,
    ([text = '']) => (VIEWER_ID.test(text) ? text : ''),
    (value) => (value === '' ? [] : [value]),
    { type: 'string', pattern: VIEWER_ID.source },
  ),
  /** Position of the first byte of output that the viewer lacks. Without it the output begins with a redraw. */
  from: queryCodec(
    'Position',
    t.number.is,
    ([text = '']) => (/^\d{1,15}$/.test(text) ? Number(text) : NO_POSITION),
    (value) => (value === NO_POSITION ? [] : [String(value)]),
    { type: 'integer', minimum: 0 },
  ),
}

const SENDS = {
  /**
   * First frame to a viewer that has an id: the position of the first byte that follows, whether the output continues at
   * `from` or begins with a redraw, and the number of the last input that was typed, `null` when there is no record of it.
   */
  hello: Hello,
  /** `applied` as in `hello`, to a viewer that has an id. */
  pong: Pong,
  error: Failure,
  /** State of the active pane, in answer to `wheel`. */
  pane: Pane,
}

/** `/api/terminal/:name`. */
export const TERMINAL_CHANNEL: Channel<typeof RECEIVES, typeof SENDS> = channel({
  path: '/api/terminal/:name',
  summary: 'One viewer of one session',
  query: TERMINAL_QUERY,
  receives: RECEIVES,
  sends: SENDS,
  binary: 'Bytes of the terminal, as they come: a character may be split between frames',
  closes: {
    [DETACHED]: 'Detached',
    [TRY_AGAIN_LATER]: 'Terminal unavailable',
    [SESSION_GONE]: 'Session not found',
    [VIEWER_STALLED]: 'Viewer stalled',
    [RETURNS]: 'Sent by a client that comes back',
  },
})
