import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { HooksReport } from '../../../../application/hooks/manage-hooks.js'
import type { FoundCli, Setup } from '../../../../application/server/read-setup.js'
import type { InstalledService } from '../../../../application/server/service-manager.port.js'
import { faultText } from '../../../../application/shared/errors.js'
import { integer, nullable } from '../../../../infrastructure/codec/codecs.js'
import { encodedBy, jsonOf } from '../../../../infrastructure/codec/json-of.js'
import { named } from '../../../../infrastructure/codec/schema.js'
import { route } from '../routing/route.js'

const CliSetupJson = jsonOf<FoundCli>()({
  id: t.string,
  label: t.string,
  isInstalled: t.boolean,
  hasAnswered: t.boolean,
  version: nullable(t.string),
  install: nullable(t.string),
})

const HOOKS = t.strict({
  /** Settings file of the coding CLI. */
  file: t.string,
  state: t.keyof({ none: null, current: null, outdated: null, unreadable: null }),
  /** Reason that the settings cannot be read, in English. */
  problem: nullable(t.string),
  /** Settings of the person that keep the hooks from working, in English. */
  obstacles: t.readonlyArray(t.string),
})

const shownHooks = ({ file, state, obstacles }: HooksReport): t.TypeOf<typeof HOOKS> => ({
  file,
  state,
  problem: null,
  obstacles,
})

const HooksJson = encodedBy(HOOKS, shownHooks)

const HooksSetupJson = encodedBy(nullable(HOOKS), (hooks: Setup['hooks']): t.TypeOf<typeof HOOKS> | null => {
  if (hooks === null) return null
  const { file, report } = hooks
  if (E.isRight(report)) return shownHooks(report.right)
  const { left } = report
  const problem = left._tag === 'Unavailable' ? faultText(left) : left.detail
  return { file, state: 'unreadable', problem, obstacles: [] }
})

const SetupJson = named(
  'Setup',
  jsonOf<Setup>()({
    clis: t.readonlyArray(CliSetupJson),
    hooks: HooksSetupJson,
    service: t.strict({
      standing: t.keyof({ on: null, off: null, none: null, embedded: null, secrets: null, 'other-hub': null }),
      target: t.string,
      variables: t.readonlyArray(t.string),
    }),
    devices: integer,
    projects: integer,
  }),
)

export const readSetup = route({
  method: 'GET',
  path: '/api/setup',
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: SetupJson },
  errors: {},
  summary: 'Steps of a first run and their state: coding CLIs, hooks, service, devices and projects; changes nothing',
})

export const installHooks = route({
  method: 'POST',
  path: '/api/setup/hooks',
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: HooksJson },
  errors: { UnreadableSettings: null },
  summary: 'Put the hooks into the user settings of Claude Code; settings that cannot be read are left alone',
})

export const installService = route({
  method: 'POST',
  path: '/api/setup/service',
  tokens: ['operator'],
  rate: 'write',
  answers: {
    200: jsonOf<InstalledService>()({ file: t.string, notes: t.readonlyArray(t.string) }),
  },
  errors: { ForeignService: null, NotInstallable: null },
  summary: 'Make the hub start with the machine; a hub that was started by hand ends and the service takes its place',
})
