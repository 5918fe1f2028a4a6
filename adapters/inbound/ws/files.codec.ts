import * as t from 'io-ts'
import type { RawData } from 'ws'
import { sessionRootId } from '../../../application/files/find-root.js'
import type { Coverage } from '../../../application/files/file-events.port.js'
import type { FileEvent } from '../../../application/files/file-watch.js'
import { recordOf } from '../../../infrastructure/codec/codecs.js'
import { withSchema } from '../../../infrastructure/codec/schema.js'
import { TRY_AGAIN_LATER } from '../../../infrastructure/ws/close-codes.js'
import { channel, encodeFrame, parseFrame } from './channel.js'

/** Characters. Longer than any session name and any project id. */
const MAX_ID = 512
const Id = withSchema(
  t.refinement(t.string, (id) => id !== '' && id.length <= MAX_ID, 'Id'),
  { type: 'string', minLength: 1, maxLength: MAX_ID },
)

/** Frames without `type`: their only key identifies them. */
const RECEIVES = {
  subscribe: t.strict({ subscribe: Id }),
  unsubscribe: t.strict({ unsubscribe: Id }),
  subscribeSession: t.strict({ subscribeSession: Id }),
  unsubscribeSession: t.strict({ unsubscribeSession: Id }),
}

const Integer = withSchema(t.refinement(t.number, Number.isInteger, 'Integer'), { type: 'integer' })

const changed = <const Type extends 'change' | 'rename'>(type: Type) =>
  recordOf(
    { type: t.literal(type), projectId: t.string, relPath: t.string, seq: Integer, at: Integer },
    { deep: t.literal(true), origin: t.string },
  )

/** Without `projectId`, so that clients that only support events do not mistake it for one. */
const Watching = recordOf(
  { type: t.literal('watching'), id: t.string, coverage: t.keyof({ whole: null, partial: null, gone: null }) },
  { reason: t.keyof({ limit: null, exhausted: null }), folders: Integer },
)

/** `/api/files/events`. */
export const FILES_CHANNEL = channel({
  path: '/api/files/events',
  summary: 'What happens to the files of projects and sessions, by subscription',
  query: {},
  receives: RECEIVES,
  sends: { change: changed('change'), rename: changed('rename'), watching: Watching },
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
  const frame = parseFrame((raw as Buffer).toString('utf8'))
  if (RECEIVES.subscribe.is(frame)) return { wants: true, id: frame.subscribe }
  if (RECEIVES.unsubscribe.is(frame)) return { wants: false, id: frame.unsubscribe }
  if (RECEIVES.subscribeSession.is(frame)) return { wants: true, id: sessionRootId(frame.subscribeSession) }
  if (RECEIVES.unsubscribeSession.is(frame)) return { wants: false, id: sessionRootId(frame.unsubscribeSession) }
  return null
}

/** A change as clients read it; `deep`: anything below may have changed too. */
export const fileEventFrame = (id: string, { type, path, seq, at, isDeep, origin }: FileEvent): string =>
  encodeFrame(FILES_CHANNEL, {
    projectId: id,
    type,
    relPath: path,
    seq,
    at,
    ...(isDeep ? { deep: true } : {}),
    ...(origin === null ? {} : { origin }),
  })

/** Frame that tells a client which part of its subscription is watched. */
export function coverageFrame(id: string, coverage: Coverage): string {
  const head = { type: 'watching', id } as const
  switch (coverage._tag) {
    case 'Whole':
      return encodeFrame(FILES_CHANNEL, { ...head, coverage: 'whole' })
    case 'Gone':
      return encodeFrame(FILES_CHANNEL, { ...head, coverage: 'gone' })
    case 'Partial':
      return encodeFrame(FILES_CHANNEL, {
        ...head,
        coverage: 'partial',
        reason: coverage.reason,
        folders: coverage.watchedFolders,
      })
  }
}
