import * as t from 'io-ts'
import type { ProjectEvent } from '../../../application/projects/change-projects.js'
import { always, jsonOf, optional } from '../../../infrastructure/codec/json-of.js'
import { TRY_AGAIN_LATER } from '../../../infrastructure/ws/close-codes.js'
import { channel, encodeFrame, Hello, type Channel } from './channel.js'

const ProjectChanged = jsonOf<ProjectEvent>()({
  type: always('project-changed'),
  id: t.string,
  seq: t.number,
  /** The client that asked for the change, as it calls itself in `X-Penates-Client`; absent for changes by others. */
  origin: optional(t.string),
})

const RECEIVES = {}
const SENDS = { hello: Hello, 'project-changed': ProjectChanged }

/** `/api/projects/events`. */
export const PROJECTS_CHANNEL: Channel<typeof RECEIVES, typeof SENDS> = channel({
  path: '/api/projects/events',
  summary: 'Changes of plan documents, of every project to every client; what clients say is ignored',
  query: {},
  receives: RECEIVES,
  sends: SENDS,
  binary: null,
  closes: { [TRY_AGAIN_LATER]: 'Too slow' },
})

export const PROJECTS_HELLO = encodeFrame(PROJECTS_CHANNEL, 'hello', null)

/** The event as clients read it. */
export const projectChangedFrame = (event: ProjectEvent): string =>
  encodeFrame(PROJECTS_CHANNEL, 'project-changed', event)
