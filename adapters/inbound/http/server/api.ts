import * as t from 'io-ts'
import { clampedInteger, nullable, queryCodec, integer } from '../../../../infrastructure/codec/codecs.js'
import { always, jsonOf } from '../../../../infrastructure/codec/json-of.js'
import { route } from '../routing/route.js'

const LogStream = t.keyof({ stdout: null, stderr: null })

/** `stderr`, or anything else for `stdout`. */
const streamQuery = queryCodec<t.TypeOf<typeof LogStream>>(
  'LogStream',
  LogStream.is,
  ([value]) => (value === 'stderr' ? 'stderr' : 'stdout'),
  (stream) => [stream],
  { type: 'string', enum: ['stdout', 'stderr'], default: 'stdout' },
)

export const restartServer = route({
  method: 'POST',
  path: '/api/server/restart',
  tokens: ['operator'],
  rate: 'write',
  answers: {
    200: jsonOf<{ readonly target: string }>()({ ok: always(true), restarting: always(true), target: t.string }),
  },
  errors: { NotManaged: null },
  summary: 'Have the service manager start this hub again; refused where that would not happen. Sessions keep running',
})

const SpreadJson = t.strict({
  count: integer,
  totalMs: t.number,
  p50Ms: nullable(t.number),
  p99Ms: nullable(t.number),
})

export const readServerStatus = route({
  method: 'GET',
  path: '/api/server/status',
  tokens: ['operator'],
  rate: 'read',
  answers: {
    200: t.strict({
      uptimeMs: t.number,
      sessions: nullable(integer),
      viewers: integer,
      approvals: t.strict({ pending: integer, took: SpreadJson, listed: SpreadJson }),
      echo: SpreadJson,
      loopDelay: SpreadJson,
      git: SpreadJson,
      tmux: SpreadJson,
      terminals: t.strict({ paused: integer, bytesOut: integer, bytesIn: integer }),
      pushes: t.strict({ delivered: integer, failed: integer }),
      storeWrites: t.strict({ failed: integer, took: SpreadJson }),
      faults: t.readonlyArray(t.strict({ part: t.string, count: integer, lastAt: t.number })),
      memory: t.strict({ residentBytes: integer, heapBytes: integer }),
    }),
  },
  errors: {},
  summary: 'How the hub does: what it carries, and how long what it depends on takes',
})

export const readServerLogs = route({
  method: 'GET',
  path: '/api/server/logs',
  tokens: ['operator'],
  rate: 'read',
  query: { stream: streamQuery, lines: clampedInteger({ min: 1, max: 1000, fallback: 200, zero: 'min' }) },
  answers: { 200: t.strict({ stream: LogStream, lines: integer, data: t.string }) },
  errors: {},
  summary: "The hub's last log lines, each a JSON object: all of them, or as stderr its warnings and errors",
})
