import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { readInstallation, type Installation } from '../../domain/hooks/installation.js'
import { withHooks, withoutHooks, type UnreadableSettings } from '../../domain/hooks/settings-text.js'
import { weaknessesIn, type GateWeakness } from '../../domain/hooks/gate-weaknesses.js'
import { managedSettingsText, wantedHooks, type GateKind } from '../../domain/hooks/wanted-hooks.js'
import type { Unavailable } from '../shared/errors.js'
import type { ManagedSettings } from './managed-settings.port.js'
import type { ProjectAgentSettings } from './project-agent-settings.port.js'
import { readSettingsFiles } from './read-settings-files.js'
import type { AgentSettings, HookScripts } from './agent-settings.port.js'

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

/** Our hooks in Claude Code's user settings. */
export interface ManageHooks {
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
  readonly settings: AgentSettings
  readonly scripts: HookScripts
  readonly hubUrl: string
  readonly node: string
  /** Public key of the hub's answers; see `AnswerSigner`. */
  readonly answerKey: TE.TaskEither<Unavailable, string>
  readonly managed: ManagedSettings
  readonly projectSettings: ProjectAgentSettings
  /** Folders whose settings are looked at besides; absolute. */
  readonly directories: T.Task<ReadonlyArray<string>>
  /** The user whose sessions managed settings are for. */
  readonly uid: T.Task<number>
}

export function makeManageHooks(deps: ManageHooksDeps): ManageHooks {
  const { settings, scripts, hubUrl, node, answerKey, managed, projectSettings, directories, uid } = deps
  const wanted = pipe(
    answerKey,
    TE.bindTo('key'),
    TE.bindW('user', () => TE.fromTask(uid)),
    TE.map(({ key, user }) => {
      const places = { hubUrl, node, scripts: scripts.paths, answerKey: key }
      const managedText = managedSettingsText(places, user)
      return { ask: wantedHooks(places, 'ask'), strict: wantedHooks(places, 'strict'), managedText }
    }),
  )

  const reportOn = (text: string | null, isChanged: boolean): TE.TaskEither<ManageHooksError, HooksReport> =>
    pipe(
      wanted,
      TE.flatMapEither((hooks) => readInstallation(text ?? '{}', hooks)),
      TE.bindTo('installation'),
      TE.bindW('managedText', () => managed.read),
      TE.bindW('others', () => TE.fromTask(readSettingsFiles(projectSettings, directories))),
      TE.map(({ installation, managedText, others }) => ({
        ...installation,
        file: settings.file,
        managedFile: managedText === null ? null : managed.file,
        weaknesses: [{ file: settings.file, text: text ?? '{}' }, ...others]
          .flatMap((one) => weaknessesIn(one.file, one.text))
          .filter(
            ({ file, what }) => file !== settings.file || !installation.obstacles.some((one) => one.startsWith(what)),
          ),
        isChanged,
      })),
    )

  const write = (before: string | null, after: string): TE.TaskEither<ManageHooksError, HooksReport> =>
    before === after
      ? reportOn(after, false)
      : pipe(
          settings.replace(before, after),
          TE.flatMap(() => reportOn(after, true)),
        )

  return {
    // The scripts first: from the moment that the settings name them they are run.
    install: (gate, isManaged = false) =>
      pipe(
        scripts.install,
        TE.flatMap(() => wanted),
        TE.flatMap(({ managedText }) => (isManaged ? managed.write(managedText) : TE.right(undefined))),
        TE.flatMap(() => settings.read),
        TE.bindTo('before'),
        TE.bindW('hooks', () => wanted),
        TE.bindW('after', ({ before, hooks }) => TE.fromEither(withHooks(before, hooks[gate]))),
        TE.flatMap(({ before, after }) => write(before, after)),
      ),
    status: pipe(
      settings.read,
      TE.flatMap((text) => reportOn(text, false)),
    ),
    remove: pipe(
      settings.read,
      TE.bindTo('before'),
      TE.bindW('after', ({ before }) => TE.fromEither(withoutHooks(before ?? '{}'))),
      TE.flatMap(({ before, after }) => (before === null ? reportOn(null, false) : write(before, after))),
      TE.tap(() => managed.remove),
      TE.tap(() => scripts.remove),
    ),
  }
}
