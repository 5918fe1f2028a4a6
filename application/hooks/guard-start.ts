import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { modeFor } from '../../domain/approvals/rules.js'
import { gateWeakened, type GateWeakened } from '../../domain/hooks/errors.js'
import type { HookTargets, StartSurroundings } from '../../domain/hooks/installation.js'
import type { StartFlags } from '../../domain/agents/agent-program.js'
import type { AgentCli } from '../agents/agent-cli.port.js'
import type { GuardStart } from '../sessions/start-session.js'
import type { Unavailable } from '../shared/errors.js'
import { findWeaknesses } from './watch-project-settings.js'
import type { HooksPorts, HooksSteps } from './ports.js'

export function makeGuardStart(
  deps: Pick<HooksPorts, 'settings' | 'environment' | 'scripts' | 'answerSigner' | 'hubUrl' | 'node' | 'agents'> &
    Pick<HooksPorts, 'agentSettings' | 'projectSettings'> &
    Pick<HooksSteps, 'rulesInForce'>,
): GuardStart {
  const { rulesInForce, settings, agentSettings, environment, scripts, answerSigner, hubUrl, node } = deps
  const places: HookTargets = { hubUrl, node, scripts: scripts.paths, answerKey: answerSigner.publicKey }
  const weaknesses = findWeaknesses(deps)
  const surroundings: T.Task<StartSurroundings> = pipe(
    agentSettings.read,
    TE.getOrElse(() => T.of<string | null>(null)),
    T.map((own) => ({ settings: own, environment })),
  )

  return ({ id, name, directory }) =>
    pipe(
      TE.fromTask(rulesInForce),
      TE.flatMap((rules): TE.TaskEither<GateWeakened | Unavailable, ReadonlyArray<StartFlags<AgentCli>>> => {
        if (modeFor(rules, { id, name }) !== 'strict') return TE.right([])
        return pipe(
          settings.read,
          TE.bindTo('current'),
          TE.bindW('found', () => TE.fromTask(weaknesses(directory))),
          TE.filterOrElseW(
            ({ current, found }) => current.weakenedStart === 'call' || found.length === 0,
            ({ found }) => gateWeakened(directory, found),
          ),
          // The scripts are written anew: one that was emptied would refuse everything.
          TE.flatMap(() => scripts.install),
          TE.flatMap(() => TE.fromTask(surroundings)),
          TE.map((known): ReadonlyArray<StartFlags<AgentCli>> => [
            ({ strictFlags }, args) => strictFlags(places, args, known),
          ]),
        )
      }),
    )
}
