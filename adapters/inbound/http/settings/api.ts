import * as t from 'io-ts'
import type { HubOverview } from '../../../../application/overview/read-hub-overview.js'
import { stateFaultText, type StateFault } from '../../../../application/shared/state-fault.js'
import { SETTINGS, type Settings } from '../../../../domain/settings/settings.js'
import { nullable, integer } from '../../../../infrastructure/codec/codecs.js'
import { from, jsonOf, keyed } from '../../../../infrastructure/codec/json-of.js'
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
const FeaturesJson = t.strict({
  voice: t.strict({ enabled: t.boolean, lang: t.string }),
  preview: t.strict({ enabled: t.boolean, host: nullable(t.string) }),
  cfAccess: t.strict({ enabled: t.boolean }),
  push: t.strict({ configured: t.boolean }),
  /** The viewer of the iOS simulator on the hub's machine. */
  simulator: t.strict({ installed: t.boolean }),
  projectRoots: t.readonlyArray(t.string),
  browseRoots: t.readonlyArray(t.string),
  defaultProjectDir: t.string,
  /** Home folder of the user that sessions run as; paths in it are shown from `~`. */
  home: t.string,
  sessionPrefix: t.string,
})

/** Current health of the hub. Sessions are 0 while the session host does not answer. */
export const StatusJson = jsonOf<Pick<HubOverview, 'version' | 'status'>, 'status'>()({
  version: t.string,
  uptimeSeconds: from(integer, ({ status }) => Math.floor(status.uptimeMs / 1000)),
  sessions: from(integer, ({ status }) => status.sessions ?? 0),
  activePtys: from(integer, ({ status }) => status.viewers),
})

const StateFaultJson = jsonOf<StateFault>()({
  file: t.string,
  reason: t.keyof({ damaged: null, unreadable: null, missing: null, newer: null }),
  detail: t.string,
  movedTo: nullable(t.string),
  using: t.keyof({ 'last-good-copy': null, nothing: null, strictest: null, refused: null }),
  /** Suggested repair, in English. */
  mend: from(t.string, (fault) => stateFaultText(fault).mend),
})

/** The hub's settings, status and capabilities. */
export const HubJson = jsonOf<HubOverview, 'version'>()({
  settings: SettingsJson,
  status: from(StatusJson, (hub) => hub),
  features: FeaturesJson,
  stateFaults: t.readonlyArray(StateFaultJson),
})

export const readSettings = route({
  method: 'GET',
  path: '/api/settings',
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: HubJson },
  errors: {},
  summary: 'The settings in force, how the hub does, and what it can do',
})

export const changeSettings = route({
  method: 'PATCH',
  path: '/api/settings',
  tokens: ['operator'],
  rate: 'write',
  body: t.UnknownRecord,
  answers: { 200: keyed('settings', SettingsJson) },
  errors: { InvalidSettings: null, Unavailable: 'persist failed' },
  summary: 'Change settings; refused whole when any key is no setting or any value does not fit',
})
