import * as t from 'io-ts'
import { parseSessionName } from '../../../../domain/sessions/session-name.js'
import { nullable, integer } from '../../../../infrastructure/codec/codecs.js'
import { keyed } from '../../../../infrastructure/codec/json-of.js'
import { Ok, route } from '../routing/route.js'

const StatusJson = t.union([
  t.strict({
    installed: t.literal(true),
    running: t.boolean,
    pid: nullable(integer),
    version: nullable(t.string),
    startedAt: nullable(t.string),
    portOpen: t.boolean,
  }),
  t.strict({ installed: t.literal(false), running: t.literal(false), portOpen: t.literal(false) }),
])

export const readSimulator = route({
  method: 'GET',
  path: '/api/mata/status',
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: StatusJson },
  errors: {},
  summary: 'Whether the viewer of the iOS simulator is installed, runs and listens; 5 s old at most',
})

export const controlSimulator = route({
  method: 'POST',
  path: '/api/mata/control',
  tokens: ['operator'],
  rate: 'write',
  body: t.UnknownRecord,
  answers: { 200: Ok },
  errors: { InvalidSimulatorAction: null, SimulatorMissing: null, SimulatorFailed: null },
  summary: 'Start, stop or restart the viewer of the iOS simulator: { action }',
})

export const captureSimulator = route({
  method: 'POST',
  path: '/api/sessions/:name/mata-capture',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: keyed('rel', t.string) },
  errors: {
    InvalidSessionName: null,
    SessionFolderUnknown: null,
    SimulatorMissing: null,
    NoFrame: null,
    ImageFolderForbidden: null,
    ImageNotSaved: 'capture save failed',
    Unavailable: 'capture save failed',
  },
  summary: 'Save what the iOS simulator shows where a session can read it; answers with its path from there',
})
