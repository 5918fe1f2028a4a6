import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { SettingName, Settings } from '../../domain/settings/settings.js'
import type { Unavailable } from '../shared/errors.js'

/** The settings. Only what was set explicitly is stored; the rest follows the defaults given at start. */
export interface SettingsStore {
  /** Settings as stored last, with defaults for those never set. */
  readonly read: TE.TaskEither<Unavailable, Settings>
  /** Sets the given keys and answers with all of them, once that is on disk. */
  readonly change: (changes: Partial<Settings>) => TE.TaskEither<Unavailable, Settings>
}

/** The settings that a use case reads. */
export interface SettingsReader<Name extends SettingName> {
  readonly read: TE.TaskEither<Unavailable, Pick<Settings, Name>>
}
