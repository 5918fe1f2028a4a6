import * as t from 'io-ts'
import type { RawData } from 'ws'
import { sessionRootId } from '../../../application/files/locate-file.js'
import type { Coverage } from '../../../application/files/file-events.port.js'
import type { FileEvent } from '../../../application/files/file-watch.js'
import { textOf } from '../../../infrastructure/codec/codecs.js'
import { always, from, jsonOf, optional, within } from '../../../infrastructure/codec/json-of.js'
import { withSchema } from '../../../infrastructure/codec/schema.js'
import { TRY_AGAIN_LATER } from '../../../infrastructure/ws/close-codes.js'
import { parseJson } from '../../../infrastructure/codec/parse-json.js'
import { channel, encodeFrame, type Channel } from './channel.js'

/** Characters. Longer than any session name and any project id. */
const MAX_ID = 512
const Id = textOf(1, MAX_ID)

/** Frames without `type`: their only key identifies them. */
const RECEIVES = {
  subscribe: t.strict({ subscribe: Id }),
  unsubscribe: t.strict({ unsubscribe: Id }),
  subscribeSession: t.strict({ subscribeSession: Id }),
  unsubscribeSession: t.strict({ unsubscribeSession: Id }),
}

const Integer = withSchema(t.refinement(t.number, Number.isInteger, 'Integer'), { type: 'integer' })

const changed = <const Type extends 'change' | 'rename'>(type: Type) =>
  jsonOf<FileEvent & { readonly id: string }, 'path' | 'isDeep' | 'id'>()({
    type: always(type),
    projectId: from(t.string, ({ id }) => id),
    relPath: from(t.string, ({ path }) => path),
    seq: Integer,
    at: Integer,
    /** Anything below may have changed too. */
    deep: optional(t.literal(true), ({ isDeep }) => (isDeep ? true : null)),
    origin: optional(t.string),
  })

/** Without `projectId`, so that clients that only support events do not mistake it for one. */
const Watching = jsonOf<{ readonly id: string; readonly coverage: Coverage }>()({
  type: always('watching'),
  id: t.string,
  ...within<Coverage, 'watchedFolders'>()(({ coverage }: { readonly coverage: Coverage }) => coverage, {
    coverage: from(t.keyof({ whole: null, partial: null, gone: null }), ({ _tag }) => COVERAGES[_tag]),
    reason: optional(t.keyof({ limit: null, exhausted: null }), (seen) =>
      seen._tag === 'Partial' ? seen.reason : null,
    ),
    folders: optional(Integer, (seen) => (seen._tag === 'Partial' ? seen.watchedFolders : null)),
  }),
})

const COVERAGES = { Whole: 'whole', Partial: 'partial', Gone: 'gone' } as const

const SENDS = { change: changed('change'), rename: changed('rename'), watching: Watching }

/** `/api/files/events`. */
export const FILES_CHANNEL: Channel<typeof RECEIVES, typeof SENDS> = channel({
  path: '/api/files/events',
  summary: 'What happens to the files of projects and sessions, by subscription',
  query: {},
  receives: RECEIVES,
  sends: SENDS,
  binary: null,
  closes: { [TRY_AGAIN_LATER]: 'Too slow' },
})

/** Client → hub: what to start or stop telling of. */
export interface FilesFrame {
  readonly wants: boolean
  /** Id of a project, or `session:<name>`. */
  readonly id: string
}

/** `null` for everything that is no frame of this socket. */
export function readFilesFrame(raw: RawData): FilesFrame | null {
  const frame = parseJson((raw as Buffer).toString('utf8'))
  if (RECEIVES.subscribe.is(frame)) return { wants: true, id: frame.subscribe }
  if (RECEIVES.unsubscribe.is(frame)) return { wants: false, id: frame.unsubscribe }
  if (RECEIVES.subscribeSession.is(frame)) return { wants: true, id: sessionRootId(frame.subscribeSession) }
  if (RECEIVES.unsubscribeSession.is(frame)) return { wants: false, id: sessionRootId(frame.unsubscribeSession) }
  return null
}

/** A change as clients read it. */
export const fileEventFrame = (id: string, event: FileEvent): string =>
  encodeFrame(FILES_CHANNEL, event.type, { ...event, id })

/** Frame that tells a client which part of its subscription is watched. */
export const coverageFrame = (id: string, coverage: Coverage): string =>
  encodeFrame(FILES_CHANNEL, 'watching', { id, coverage })
