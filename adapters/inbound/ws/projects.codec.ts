import * as t from 'io-ts'
import type { ProjectEvent } from '../../../application/projects/project-events.js'
import { recordOf } from '../../../infrastructure/codec/codecs.js'
import { TRY_AGAIN_LATER } from '../../../infrastructure/ws/close-codes.js'
import { channel, encodeFrame } from './channel.js'

const Hello = t.strict({ type: t.literal('hello') })
const ProjectChanged = recordOf(
  { type: t.literal('project-changed'), id: t.string, seq: t.number },
  /** The client that asked for the change, as it calls itself in `X-Penates-Client`; absent for changes by others. */
  { origin: t.string },
)

/** `/api/projects/events`. */
export const PROJECTS_CHANNEL = channel({
  path: '/api/projects/events',
  summary: 'Changes of plan documents, of every project to every client; what clients say is ignored',
  query: {},
  receives: {},
  sends: { hello: Hello, 'project-changed': ProjectChanged },
  binary: null,
  closes: { [TRY_AGAIN_LATER]: 'Too slow' },
})

export const PROJECTS_HELLO = encodeFrame(PROJECTS_CHANNEL, { type: 'hello' })

/** The event as clients read it. */
export const projectChangedFrame = ({ id, seq, origin }: ProjectEvent): string =>
  encodeFrame(PROJECTS_CHANNEL, { type: 'project-changed', id, seq, ...(origin === null ? {} : { origin }) })
