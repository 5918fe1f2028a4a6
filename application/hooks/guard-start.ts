import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { modeFor } from '../../domain/approvals/rules.js'
import { gateWeakened, type GateWeakened } from '../../domain/hooks/errors.js'
import { weaknessesIn, type GateWeakness } from '../../domain/hooks/gate-weaknesses.js'
import { strictStartSettings, type HookPlaces } from '../../domain/hooks/wanted-hooks.js'
import type { StartFlags } from '../../domain/agents/agent-program.js'
import { hasFlag } from '../../domain/agents/command-line.js'
import type { AnswerSigner } from '../approvals/answer-signer.port.js'
import type { RulesInForce } from '../approvals/configure-approvals.js'
import type { SettingsStore } from '../settings/settings-store.port.js'
import type { GuardStart } from '../sessions/start-session.js'
import type { Unavailable } from '../shared/errors.js'
import type { HookScripts } from './agent-settings.port.js'
import type { ProjectAgentSettings } from './project-agent-settings.port.js'

export interface GuardStartDeps {
  readonly rulesInForce: RulesInForce
  readonly settings: SettingsStore
  readonly projectSettings: ProjectAgentSettings
  readonly scripts: HookScripts
  readonly answerSigner: AnswerSigner
  readonly hubUrl: string
  /** Absolute path of the Node that runs the scripts. */
  readonly node: string
}

export function makeGuardStart(deps: GuardStartDeps): GuardStart {
  const { rulesInForce, settings, projectSettings, scripts, answerSigner, hubUrl, node } = deps
  const places: HookPlaces = { hubUrl, node, scripts: scripts.paths, answerKey: answerSigner.publicKey }
  /** Settings on the command line beat those of the project; a second `--settings` replaces the first. */
  const flags: StartFlags = ({ withoutGate }, args) =>
    withoutGate !== null && !hasFlag(args, '--settings')
      ? ['--settings', JSON.stringify(strictStartSettings(places))]
      : []

  const weaknesses = (directory: string): TE.TaskEither<never, ReadonlyArray<GateWeakness>> =>
    pipe(
      TE.fromTask(projectSettings.read(directory)),
      TE.map((files) => files.flatMap(({ file, text }) => weaknessesIn(file, text))),
      TE.map((found) => found.filter(({ severity }) => severity === 'weakens')),
    )

  return ({ name, directory }) =>
    pipe(
      TE.fromTask(rulesInForce),
      TE.flatMap((rules): TE.TaskEither<GateWeakened | Unavailable, ReadonlyArray<StartFlags>> => {
        if (modeFor(rules, name) !== 'strict') return TE.right([])
        return pipe(
          settings.read,
          TE.bindTo('current'),
          TE.bindW('found', () => weaknesses(directory)),
          TE.filterOrElseW(
            ({ current, found }) => current.weakenedStart === 'call' || found.length === 0,
            ({ found }) => gateWeakened(directory, found),
          ),
          // The scripts are written anew: one that was emptied would refuse everything.
          TE.flatMap(() => scripts.install),
          TE.map(() => [flags]),
        )
      }),
    )
}
