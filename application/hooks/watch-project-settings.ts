import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import { mayBeStrict, modeFor } from '../../domain/approvals/rules.js'
import type { GateWeakness } from '../../domain/hooks/installation.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { cacheFor } from '../shared/cache-for.js'
import { pollingJob, type Job } from '../shared/job.js'
import type { HooksPorts, HooksSteps } from './ports.js'
import type { ProjectAgentSettings, SettingsFile } from './project-agent-settings.port.js'

/** Settings files of several folders (absolute), each file once. */
export const readSettingsFiles =
  (
    projectSettings: ProjectAgentSettings,
    directories: T.Task<ReadonlyArray<string>>,
  ): T.Task<ReadonlyArray<SettingsFile>> =>
  async () => {
    const files = new Map<string, SettingsFile>()
    for (const directory of await directories())
      for (const found of await projectSettings.read(directory)()) files.set(found.file, found)
    return [...files.values()]
  }

/** Weaknesses of the gate of a session in this folder (absolute), in settings of the person, the administrator and the project. */
export const findWeaknesses =
  ({ agents, agentSettings, projectSettings }: Pick<HooksPorts, 'agents' | 'agentSettings' | 'projectSettings'>) =>
  (directory: string): T.Task<ReadonlyArray<GateWeakness>> =>
  async () => {
    const [own, others] = await Promise.all([agentSettings.read(), projectSettings.read(directory)()])
    const person: SettingsFile = {
      file: agentSettings.file,
      text: E.isRight(own) ? (own.right ?? '') : '',
      owner: 'person',
    }
    return [person, ...others]
      .flatMap(({ file, text, owner }) => agents.flatMap(({ gate }) => gate?.weaknessesIn(file, text, owner) ?? []))
      .filter(({ severity }) => severity === 'weakens')
  }

/**
 * No event is relied on: the agent whose gate is checked can use up the file watches of its account, or overflow one, before it weakens
 * the gate.
 */
const LOOK_EVERY_MS = 1_000
/** Settings of another account are read by a program. */
const PERSON_MS = 10_000

/** Watch over the settings that weaken the gates of strict sessions. */
export interface ProjectSettingsWatch {
  /**
   * Raises an alarm when settings of the person or in the folder of a strict session weaken its gate: once for each session and weakness,
   * when the session becomes strict or the files change.
   */
  readonly job: Job
  /** Sentences by strict session whose gate is weakened, as of the last look. The same map as long as nothing in it has changed. */
  readonly gateWeaknesses: () => GateWeaknesses
}

export type GateWeaknesses = ReadonlyMap<SessionId, ReadonlyArray<string>>

export function makeWatchProjectSettings(
  deps: Pick<HooksPorts, 'host' | 'secrets' | 'clock' | 'agents' | 'agentSettings' | 'projectSettings'> &
    Pick<HooksSteps, 'rulesInForce' | 'alarms'>,
): ProjectSettingsWatch {
  const { host, rulesInForce, alarms, secrets, clock } = deps
  const { agentSettings } = deps
  const read = cacheFor(clock, PERSON_MS, agentSettings.read)
  const weaknesses = findWeaknesses({ ...deps, agentSettings: { ...agentSettings, read } })
  /** By session; a weakness that went and came back is a new one. */
  let known: GateWeaknesses = new Map()

  async function look(): Promise<void> {
    const rules = await rulesInForce()
    const live = mayBeStrict(rules) ? await host.list() : E.right([])
    if (E.isLeft(live)) return
    const seen = new Map<SessionId, ReadonlyArray<string>>()
    for (const session of live.right) {
      const { id, startDirectory, path } = session
      const directory = startDirectory ?? path
      if (directory === null || modeFor(rules, session) !== 'strict') continue
      const found = await weaknesses(directory)()
      if (found.length > 0) seen.set(id, found.map(sentence))
      for (const weakness of found) if (known.get(id)?.includes(sentence(weakness)) !== true) await raise(id, weakness)
    }
    if (JSON.stringify([...seen]) !== JSON.stringify([...known])) known = seen
  }

  function raise(session: SessionId, weakness: GateWeakness): Promise<void> {
    const text = sentence(weakness)
    const digest = secrets.sha256(text)
    const alarm = {
      id: secrets.newId(),
      session,
      kind: 'weak-settings',
      tool: 'settings',
      toolUseId: `settings-${digest}`,
      preview: text.slice(0, 200),
      digest,
      approvedDigest: null,
      source: 'settings',
      at: clock.now(),
    } as const
    return alarms.raise(alarm, { file: weakness.file, what: weakness.what })()
  }

  return { job: pollingJob('watch over project settings', clock, LOOK_EVERY_MS, look), gateWeaknesses: () => known }
}

const sentence = ({ file, what }: GateWeakness): string => `${file}: ${what}`
