import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { readInstallation, type Installation } from '../../domain/hooks/installation.js'
import { withHooks, withoutHooks, type UnreadableSettings } from '../../domain/hooks/settings-text.js'
import { wantedHooks, type GateKind } from '../../domain/hooks/wanted-hooks.js'
import type { Unavailable } from '../shared/errors.js'
import type { AgentSettings, HookScripts } from './agent-settings.port.js'

export type ManageHooksError = UnreadableSettings | Unavailable

/** What was done to the settings, and how they stand now. */
export interface HooksReport extends Installation {
  readonly file: string
  readonly isChanged: boolean
}

/** Our hooks in Claude Code's user settings. */
export interface ManageHooks {
  /** Puts them in, or brings them up to date. Repeating it changes nothing. */
  readonly install: (gate: GateKind) => TE.TaskEither<ManageHooksError, HooksReport>
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
}

export function makeManageHooks({ settings, scripts, hubUrl, node, answerKey }: ManageHooksDeps): ManageHooks {
  const wanted = pipe(
    answerKey,
    TE.map((key) => {
      const places = { hubUrl, node, scripts: scripts.paths, answerKey: key }
      return { ask: wantedHooks(places, 'ask'), strict: wantedHooks(places, 'strict') }
    }),
  )

  const reportOn = (text: string | null, isChanged: boolean): TE.TaskEither<ManageHooksError, HooksReport> =>
    pipe(
      wanted,
      TE.flatMapEither((hooks) => readInstallation(text ?? '{}', hooks)),
      TE.map((installation) => ({ ...installation, file: settings.file, isChanged })),
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
    install: (gate) =>
      pipe(
        scripts.install,
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
      TE.tap(() => scripts.remove),
    ),
  }
}
