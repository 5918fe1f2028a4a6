import { identity } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { DEFAULT_SIZE, MAX_COLUMNS, MAX_ROWS, MIN_CELLS } from '../../../domain/terminal/terminal-size.js'
import { queryCodec, type QueryCodec } from '../../../infrastructure/codec/codecs.js'
import { always, from, jsonOf } from '../../../infrastructure/codec/json-of.js'
import { withSchema } from '../../../infrastructure/codec/schema.js'
import { TRY_AGAIN_LATER } from '../../../infrastructure/ws/close-codes.js'
import { type Channel, channel } from './channel.js'

/** The session is not there, or ended a moment ago. Final: clients do not come back. */
export const SESSION_GONE = 4004
/** The viewer took nothing for 30 s. Coming back is welcome: one redraw shows all. */
export const VIEWER_STALLED = 4008
/** RFC 6455: detached by a key or by another client while the session runs on. */
export const DETACHED = 1000

/** Out of range is clamped, what is no integer drops the frame. */
const cells = (max: number) =>
  withSchema(t.refinement(t.number, Number.isInteger, 'Cells'), { type: 'integer', minimum: MIN_CELLS, maximum: max })

const RECEIVES = {
  input: t.strict({ type: t.literal('input'), data: t.string }),
  resize: t.strict({ type: t.literal('resize'), cols: cells(MAX_COLUMNS), rows: cells(MAX_ROWS) }),
  /** Ours: whether the terminal is on screen, and so may decide the size of the session's windows. */
  visible: t.strict({ type: t.literal('visible'), visible: t.boolean }),
  ping: t.strict({ type: t.literal('ping') }),
}

const Pong = jsonOf<unknown>()({ type: always('pong') })
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
}

const SENDS = { pong: Pong, error: Failure }

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
  },
})
