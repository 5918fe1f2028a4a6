import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import type {
  GateKind,
  GateWeakness,
  HookTargets,
  Installation,
  UnreadableSettings,
} from '../../domain/hooks/installation.js'
import type { AgentGate } from '../agents/agent-cli.port.js'
import type { Caller } from '../shared/audit-log.port.js'
import { unavailable, type Unavailable } from '../shared/errors.js'
import type { AgentSettings, HookScripts } from './agent-settings.port.js'
import type { ManagedSettings } from './managed-settings.port.js'
import type { HooksSteps } from './ports.js'
import type { ProjectAgentSettings } from './project-agent-settings.port.js'
import { readSettingsFiles } from './watch-project-settings.js'

export type ManageHooksError = UnreadableSettings | Unavailable

/** Present state of the settings, and the change that was made. */
export interface HooksReport extends Installation {
  readonly file: string
  /** Path of the hub's managed settings; `null` while they are not installed. */
  readonly managedFile: string | null
  /** Faults of the gate in the settings of the person, of the administrator, of the present folder and of all projects. */
  readonly weaknesses: ReadonlyArray<GateWeakness>
  readonly isChanged: boolean
}

/** The hub's hooks in the user settings of one CLI. */
export interface ManageHooks {
  /** Path of the settings. */
  readonly file: string
  /**
   * Puts them in, or brings them up to date. Repeating it changes nothing. `managed` puts the gate into the managed settings
   * as well; without the rights it fails before anything is changed.
   */
  readonly install: (gate: GateKind, managed?: boolean) => TE.TaskEither<ManageHooksError, HooksReport>
  readonly status: TE.TaskEither<ManageHooksError, HooksReport>
  /** Takes out what is ours and leaves everything else byte for byte. */
  readonly remove: TE.TaskEither<ManageHooksError, HooksReport>
}

export interface ManageHooksDeps {
  readonly agentGate: AgentGate
  readonly settings: AgentSettings
  readonly scripts: HookScripts
  readonly hubUrl: string
  readonly node: string
  /** Public key of the hub's answers; see `AnswerSigner`. */
  readonly answerKey: TE.TaskEither<Unavailable, string>
  /** `null` for a CLI without managed settings. */
  readonly managed: ManagedSettings | null
  readonly projectSettings: ProjectAgentSettings
  /** Folders whose settings are looked at besides; absolute. */
  readonly directories: T.Task<ReadonlyArray<string>>
  /** The user whose sessions managed settings are for. */
  readonly uid: T.Task<number>
}

export function makeManageHooks(deps: ManageHooksDeps): ManageHooks {
  const { agentGate, settings, scripts, hubUrl, node, answerKey, managed, projectSettings, directories, uid } = deps
  const placesKnown: TE.TaskEither<Unavailable, HookTargets> = pipe(
    answerKey,
    TE.map((key) => ({ hubUrl, node, scripts: scripts.paths, answerKey: key })),
  )

  const reportOn = (text: string | null, isChanged: boolean): TE.TaskEither<ManageHooksError, HooksReport> =>
    pipe(
      placesKnown,
      TE.bindTo('places'),
      TE.bindW('others', () => TE.fromTask(readSettingsFiles(projectSettings, directories))),
      TE.bindW('installation', ({ places, others }) =>
        TE.fromEither(
          agentGate.installationIn(
            text ?? '{}',
            places,
            others.map((other) => other.text),
          ),
        ),
      ),
      TE.bindW('managedText', () => managed?.read ?? TE.right(null)),
      TE.map(({ installation, managedText, others }) => ({
        ...installation,
        file: settings.file,
        managedFile: managed === null || managedText === null ? null : managed.file,
        weaknesses: [{ file: settings.file, text: text ?? '{}', owner: 'person' as const }, ...others]
          .flatMap((one) => agentGate.weaknessesIn(one.file, one.text, one.owner))
          .filter(
            ({ file, what }) => file !== settings.file || !installation.obstacles.some((one) => one.startsWith(what)),
          ),
        isChanged,
      })),
    )

  const write = (before: string | null, after: string | null): TE.TaskEither<ManageHooksError, HooksReport> =>
    before === after
      ? reportOn(after, false)
      : pipe(
          settings.replace(before, after),
          TE.flatMap(() => reportOn(after, true)),
        )

  return {
    file: settings.file,
    // The scripts first: from the moment that the settings name them they are run.
    install: (gate, isManaged = false) =>
      pipe(
        scripts.install,
        TE.flatMap(() => placesKnown),
        TE.bindTo('places'),
        TE.bindW('user', () => TE.fromTask(uid)),
        TE.tap(({ places, user }) =>
          isManaged && managed !== null ? managed.write(agentGate.managedText(places, user)) : TE.right(undefined),
        ),
        TE.bindW('before', () => settings.read),
        TE.bindW('after', ({ before, places }) => TE.fromEither(agentGate.withHooks(before, places, gate))),
        TE.flatMap(({ before, after }) => write(before, after)),
      ),
    status: pipe(
      settings.read,
      TE.flatMap((text) => reportOn(text, false)),
    ),
    remove: pipe(
      settings.read,
      TE.bindTo('before'),
      TE.bindW('after', ({ before }) => TE.fromEither(agentGate.withoutHooks(before ?? '{}'))),
      TE.flatMap(({ before, after }) => (before === null ? reportOn(null, false) : write(before, after))),
      TE.tap(() => managed?.remove ?? TE.right(undefined)),
      TE.tap(() => scripts.remove),
    ),
  }
}

/** Puts the hooks into the user settings of the coding CLI, as `penates hooks install` does. */
export type InstallHooks = (caller: Caller) => TE.TaskEither<ManageHooksError, HooksReport>

/** A gate that stands already stays as strict as it is. */
export function makeInstallHooks({ manageHooks, audit }: Pick<HooksSteps, 'manageHooks' | 'audit'>): InstallHooks {
  return (caller) =>
    manageHooks === null
      ? TE.left(unavailable('hooks', 'no coding CLI has hooks'))
      : pipe(
          manageHooks.status,
          TE.tap(({ file }) => audit.record({ event: 'hooks.install', fields: { file } }, caller)),
          TE.flatMap(({ gate }) => manageHooks.install(gate ?? 'ask')),
        )
}
