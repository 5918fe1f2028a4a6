import * as t from 'io-ts'
import { nullable, integer } from '../../../../infrastructure/codec/codecs.js'
import { keyed } from '../../../../infrastructure/codec/json-of.js'
import { route } from '../routing/route.js'

/** Preview selection of this device. */
const ConfigJson = t.strict({
  enabled: t.boolean,
  host: nullable(t.string),
  /** The selection, whether or not something listens there. */
  activePort: nullable(integer),
  listening: t.boolean,
  /** URL to load in the frame, valid once and for a minute. It signs the browser in on the preview's host. */
  enterUrl: nullable(t.string),
})

export const readPreviewConfig = route({
  method: 'GET',
  path: '/api/preview/config',
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: ConfigJson },
  errors: {},
  summary: 'Whether programs of this machine can be shown, on which host, and what this device looks at',
})

export const listPreviewPorts = route({
  method: 'GET',
  path: '/api/preview/ports',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: keyed('ports', t.readonlyArray(t.strict({ port: integer, process: t.string }))) },
  errors: {},
  summary: 'What listens on this machine and may be shown',
})

export const selectPreview = route({
  method: 'POST',
  path: '/api/preview/select',
  tokens: ['operator'],
  rate: 'write',
  body: t.UnknownRecord,
  answers: {
    200: t.union([
      t.strict({ ok: t.literal(true), port: integer, source: t.literal('mata'), enterUrl: t.string }),
      t.strict({ ok: t.literal(true), port: integer, enterUrl: t.string }),
      t.strict({ ok: t.literal(true), port: t.null }),
    ]),
  },
  errors: {
    PreviewDisabled: null,
    SimulatorMissing: null,
    ViewerNotRunning: null,
    InvalidPort: null,
    PortNotListening: null,
  },
  summary: 'Show this device a port, { port }, the simulator, { source: "mata" }, or nothing, {}',
})
