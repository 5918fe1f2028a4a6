import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { HooksReport, ManageHooksError } from '../hooks/manage-hooks.js'
import type { Unavailable } from '../shared/errors.js'
import type { ServerPorts, ServerSteps } from './ports.js'

/** Coding CLI on this machine. */
export interface FoundCli {
  readonly id: string
  readonly label: string
  readonly isInstalled: boolean
  /** False for a program that does not print its version in time. */
  readonly hasAnswered: boolean
  /** `null` for a program that prints none. */
  readonly version: string | null
  /** Command that installs it; `null` when none is known. */
  readonly install: string | null
}

/**
 * Start of the hub with the machine: `on`, `off` and installable, `none` without a service manager, or the reason that the
 * hub cannot install itself.
 */
export type ServiceStanding = 'on' | 'off' | 'none' | 'embedded' | 'secrets' | 'other-hub'

/** Hooks in the settings of a coding CLI. */
export interface HooksSetup {
  /** Path of the settings file, for display. */
  readonly file: string
  readonly report: E.Either<ManageHooksError, HooksReport>
}

/** State of the steps of a first run. */
export interface Setup {
  readonly clis: ReadonlyArray<FoundCli>
  /** `null` without a coding CLI that has hooks. */
  readonly hooks: HooksSetup | null
  readonly service: {
    readonly standing: ServiceStanding
    readonly target: string
    /** Variables with secrets, which a service definition leaves out. */
    readonly variables: ReadonlyArray<string>
  }
  readonly devices: number
  readonly projects: number
}

export type ReadSetup = TE.TaskEither<Unavailable, Setup>

export function makeReadSetup(
  deps: Pick<ServerPorts, 'agents' | 'installedAgents' | 'agentSettings' | 'service' | 'ownService' | 'pid'> &
    Pick<ServerPorts, 'namedTokens' | 'projectStore'> &
    Pick<ServerSteps, 'manageHooks'>,
): ReadSetup {
  const { agents, installedAgents, manageHooks, agentSettings, service, ownService, pid, namedTokens, projectStore } =
    deps

  const foundClis = async (): Promise<ReadonlyArray<FoundCli>> => {
    const programs = agents.map((agent) => ({ ...agent, program: agent.requires ?? agent.binary }))
    const found = await installedAgents.find([...new Set(programs.map(({ program }) => program))])()
    return programs.map(({ cliId, label, program, update: { npmPackage } }) => ({
      id: cliId,
      label,
      isInstalled: found.has(program),
      hasAnswered: found.get(program)?.hasAnswered !== false,
      version: found.get(program)?.version ?? null,
      install: npmPackage === null ? null : `npm install --global ${npmPackage}`,
    }))
  }

  const standing = async (): Promise<ServiceStanding> => {
    const state = await service.state()
    if (E.isLeft(state)) return 'none'
    if (state.right.pid !== null && state.right.pid !== pid) return 'other-hub'
    if (state.right.isEnabled) return 'on'
    if (ownService === null) return 'embedded'
    return ownService.leftOut.length > 0 ? 'secrets' : 'off'
  }

  return async () => {
    const [clis, report, standingNow, registry] = await Promise.all([
      foundClis(),
      manageHooks?.status() ?? null,
      standing(),
      projectStore.read(),
    ])
    if (E.isLeft(registry)) return registry
    return E.right({
      clis,
      hooks: report === null ? null : { file: agentSettings.file, report },
      service: { standing: standingNow, target: service.target, variables: ownService?.leftOut ?? [] },
      devices: namedTokens.current().filter(({ kind }) => kind === 'device').length,
      projects: registry.right.projects.length,
    })
  }
}
