import { dirname } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { decode } from '../../../../infrastructure/codec/decode.js'
import { nullable } from '../../../../infrastructure/codec/codecs.js'
import { replaceFile } from '../../../../infrastructure/files/atomic-write.js'
import { errorCode, errorText, type Disk } from '../../../../infrastructure/files/disk.js'
import { removeStaleTemporaries } from '../../../../infrastructure/files/stale-temporaries.js'

const Profile = t.strict({ hub: t.string, token: nullable(t.string) })
export type Profile = t.TypeOf<typeof Profile>

const ProfilesFile = t.strict({
  version: t.literal(1),
  /** Name of the profile that is used without `--profile`; `null` for the hub of this machine. */
  current: nullable(t.string),
  profiles: t.record(t.string, Profile),
})

/** Hubs by name, with their tokens. */
export type Profiles = Omit<t.TypeOf<typeof ProfilesFile>, 'version'>

const NONE: Profiles = { current: null, profiles: {} }

/** File of profiles in the config folder of the user. A left contains the reason. */
export interface ProfileStore {
  readonly read: () => Promise<E.Either<string, Profiles>>
  readonly write: (profiles: Profiles) => Promise<E.Either<string, void>>
}

/** The file at `path`, readable by its owner only. */
export const fileProfiles = (disk: Disk, path: string): ProfileStore => ({
  read: async () => {
    try {
      const file = decode(ProfilesFile, JSON.parse(await disk.read(path)))
      return E.isRight(file) ? file : E.left(`${path} is not a file of profiles: ${file.left.at.join(', ')}`)
    } catch (thrown) {
      if (errorCode(thrown) === 'ENOENT') return E.right(NONE)
      // The message of a syntax error quotes the text, which contains tokens.
      return E.left(thrown instanceof SyntaxError ? `${path} is not valid JSON` : errorText(thrown))
    }
  },
  write: async (profiles) => {
    try {
      await disk.makeFolder(dirname(path))
      await removeStaleTemporaries(path)
      await replaceFile(disk, path, `${JSON.stringify({ version: 1, ...profiles }, null, 2)}\n`)
      return E.right(undefined)
    } catch (thrown) {
      return E.left(errorText(thrown))
    }
  },
})
