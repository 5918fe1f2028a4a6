import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { modeFor } from '../../domain/approvals/rules.js'
import { gateWeakened, type GateWeakened } from '../../domain/hooks/errors.js'
import type { GateWeakness, HookTargets } from '../../domain/hooks/installation.js'
import type { StartFlags } from '../../domain/agents/agent-program.js'
import type { AgentCli, AgentClis } from '../agents/agent-cli.port.js'
import type { AnswerSigner } from '../approvals/answer-signer.port.js'
import type { RulesInForce } from '../approvals/configure-approvals.js'
import type { SettingsStore } from '../settings/settings-store.port.js'
import type { GuardStart } from '../sessions/start-session.js'
import type { Unavailable } from '../shared/errors.js'
import type { HookScripts } from './agent-settings.port.js'
import type { ProjectAgentSettings } from './project-agent-settings.port.js'
import { weaknessesOf } from './read-settings-files.js'

export interface GuardStartDeps {
  readonly agents: AgentClis
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
  const { agents, rulesInForce, settings, projectSettings, scripts, answerSigner, hubUrl, node } = deps
  const places: HookTargets = { hubUrl, node, scripts: scripts.paths, answerKey: answerSigner.publicKey }
  const flags: StartFlags<AgentCli> = ({ strictFlags }, args) => strictFlags(places, args)

  const weaknesses = (directory: string): TE.TaskEither<never, ReadonlyArray<GateWeakness>> =>
    pipe(
      TE.fromTask(projectSettings.read(directory)),
      TE.map((files) => weaknessesOf(agents, files)),
      TE.map((found) => found.filter(({ severity }) => severity === 'weakens')),
    )

  return ({ id, name, directory }) =>
    pipe(
      TE.fromTask(rulesInForce),
      TE.flatMap((rules): TE.TaskEither<GateWeakened | Unavailable, ReadonlyArray<StartFlags<AgentCli>>> => {
        if (modeFor(rules, { id, name }) !== 'strict') return TE.right([])
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
