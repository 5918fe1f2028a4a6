import * as t from 'io-ts'
import { flag, nullable } from '../../../../infrastructure/codec/codecs.js'
import { route } from '../routing/route.js'

const VersionJson = t.strict({
  current: t.string,
  latest: nullable(t.string),
  publishedAt: nullable(t.string),
  url: nullable(t.string),
  changelogMd: nullable(t.string),
  isNewer: t.boolean,
  checkedAt: nullable(t.number),
  error: nullable(t.string),
})
export type VersionBody = t.TypeOf<typeof VersionJson>

const item = {
  id: t.string,
  category: t.keyof({ hub: null, cli: null, dependency: null, external: null }),
  name: t.string,
  current: nullable(t.string),
  latest: nullable(t.string),
  outdated: t.boolean,
  source: t.string,
  executable: t.boolean,
  url: nullable(t.string),
}
const ItemJson = t.strict(item)
const GuardJson = t.union([
  t.strict({ ok: t.literal(true) }),
  t.strict({
    ok: t.literal(false),
    reason: t.keyof({ 'up-to-date': null, 'dirty-tree': null, 'local-ahead': null, unknown: null }),
  }),
])

export const readVersion = route({
  method: 'GET',
  path: '/api/version',
  tokens: ['operator'],
  rate: 'free',
  answers: { 200: VersionJson },
  errors: {},
  summary: 'The version of the hub and the newest one that is known; asks nobody',
})

export const checkVersion = route({
  method: 'POST',
  path: '/api/version/check',
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: VersionJson },
  errors: {},
  summary: 'Ask the release feed now; one that does not answer leaves what was known and says so',
})

export const listUpdates = route({
  method: 'GET',
  path: '/api/updates',
  tokens: ['operator'],
  rate: 'read',
  query: { refresh: flag },
  answers: {
    200: t.strict({
      hub: t.strict({ ...item, guard: GuardJson }),
      clis: t.readonlyArray(ItemJson),
      dependencies: t.readonlyArray(ItemJson),
      externals: t.readonlyArray(ItemJson),
      outdatedCount: t.number,
      checkedAt: nullable(t.number),
      error: nullable(t.string),
    }),
  },
  errors: {},
  summary: 'Everything with a version as it was found last; with refresh=1 it is looked for now',
})

export const startUpdate = route({
  method: 'POST',
  path: '/api/updates/:id',
  tokens: ['operator'],
  rate: 'write',
  answers: {
    200: t.union([t.strict({ session: t.string, existing: t.literal(true) }), t.strict({ session: t.string })]),
  },
  errors: { NotExecutable: null, UpdateGuarded: null, Unavailable: 'spawn-failed' },
  summary: 'Update the hub, a coding agent or a program in a session of its own, whose screen stays to be read',
})
