import * as t from 'io-ts'
import { SETTINGS, type Settings } from '../../../../domain/settings/settings.js'
import { route } from '../routing/route.js'

const SettingsJson = t.strict(
  Object.fromEntries(
    Object.entries(SETTINGS).map(([name, { off, on }]) => [
      name,
      typeof off === 'boolean' ? t.boolean : t.keyof({ [off]: null, [on]: null }),
    ]),
  ),
) as unknown as t.Type<Settings>

/** Capabilities of this hub and the folders it reads. Set by the environment, read only. */
export const FeaturesJson = t.strict({
  voice: t.strict({ enabled: t.boolean, lang: t.string }),
  preview: t.strict({ enabled: t.boolean, host: t.union([t.string, t.null]) }),
  cfAccess: t.strict({ enabled: t.boolean }),
  push: t.strict({ configured: t.boolean }),
  projectRoots: t.readonlyArray(t.string),
  browseRoots: t.readonlyArray(t.string),
  defaultProjectDir: t.string,
  sessionPrefix: t.string,
})
export type Features = t.TypeOf<typeof FeaturesJson>

/** Current health of the hub. */
export const StatusJson = t.strict({
  version: t.string,
  uptimeSeconds: t.number,
  sessions: t.number,
  activePtys: t.number,
})
export type Status = t.TypeOf<typeof StatusJson>

/** A state file that was not as it should be when the hub started: see `StateFault`. */
const StateFaultJson = t.strict({
  file: t.string,
  reason: t.keyof({ damaged: null, unreadable: null, missing: null, newer: null }),
  detail: t.string,
  movedTo: t.union([t.string, t.null]),
  using: t.keyof({ 'last-good-copy': null, nothing: null, strictest: null, refused: null }),
  /** Suggested repair, in English. */
  mend: t.string,
})

export const readSettings = route({
  method: 'GET',
  path: '/api/settings',
  tokens: ['operator'],
  rate: 'read',
  answers: {
    200: t.strict({
      settings: SettingsJson,
      status: StatusJson,
      features: FeaturesJson,
      stateFaults: t.readonlyArray(StateFaultJson),
    }),
  },
  errors: {},
  summary: 'The settings in force, how the hub does, and what it can do',
})

export const changeSettings = route({
  method: 'PATCH',
  path: '/api/settings',
  tokens: ['operator'],
  rate: 'write',
  body: t.UnknownRecord,
  answers: { 200: t.strict({ settings: SettingsJson }) },
  errors: { InvalidSettings: null, Unavailable: 'persist failed' },
  summary: 'Change settings; refused whole when any key is no setting or any value does not fit',
})
