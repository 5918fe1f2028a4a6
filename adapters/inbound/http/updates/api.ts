import * as t from 'io-ts'
import type { Updates } from '../../../../application/updates/list-updates.js'
import type { StartedUpdate } from '../../../../application/updates/start-update.js'
import type { VersionNews } from '../../../../application/updates/version-cache.js'
import type { UpdateItem } from '../../../../domain/updates/update-item.js'
import { flag, nullable, integer } from '../../../../infrastructure/codec/codecs.js'
import { encodedBy, from, jsonOf } from '../../../../infrastructure/codec/json-of.js'
import { route } from '../routing/route.js'
import { named } from '../../../../infrastructure/codec/schema.js'

const textOrNull = nullable(t.string)

const VersionJson = named(
  'Version',
  jsonOf<VersionNews, 'release'>()({
    current: t.string,
    latest: from(textOrNull, ({ release }) => release?.version ?? null),
    publishedAt: from(textOrNull, ({ release }) => release?.publishedAt ?? null),
    url: from(textOrNull, ({ release }) => release?.url ?? null),
    changelogMd: from(textOrNull, ({ release }) => release?.changelogMd ?? null),
    isNewer: t.boolean,
    checkedAt: nullable(t.number),
    error: textOrNull,
  }),
)

const item = {
  id: t.string,
  category: t.keyof({ hub: null, cli: null, dependency: null, external: null }),
  name: t.string,
  current: textOrNull,
  latest: textOrNull,
  outdated: t.boolean,
  source: t.string,
  executable: t.boolean,
  url: textOrNull,
}
const itemsOf = (wanted: UpdateItem['category']) =>
  from(t.readonlyArray(t.strict(item)), ({ items }: Updates) => items.filter(({ category }) => category === wanted))

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

export const UpdatesJson = jsonOf<Updates, 'items'>()({
  hub: t.strict({ ...item, guard: GuardJson }),
  clis: itemsOf('cli'),
  dependencies: itemsOf('dependency'),
  externals: itemsOf('external'),
  outdatedCount: from(integer, ({ hub, items }) => [hub, ...items].filter(({ outdated }) => outdated).length),
  checkedAt: nullable(t.number),
  error: textOrNull,
})

export const listUpdates = route({
  method: 'GET',
  path: '/api/updates',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  query: { refresh: flag },
  answers: { 200: UpdatesJson },
  errors: {},
  summary: 'Everything with a version as it was found last; with refresh=1 it is looked for now',
})

export const startUpdate = route({
  method: 'POST',
  path: '/api/updates/:id',
  tokens: ['operator'],
  rate: 'write',
  answers: {
    200: encodedBy(
      t.union([t.strict({ session: t.string, existing: t.literal(true) }), t.strict({ session: t.string })]),
      ({ session, existing }: StartedUpdate) => (existing ? { session, existing } : { session }),
    ),
  },
  errors: { NotExecutable: null, UpdateGuarded: null, Unavailable: 'spawn-failed' },
  summary: 'Update the hub, a coding agent or a program in its own session, whose screen stays to be read',
})
