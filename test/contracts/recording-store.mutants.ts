import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { PartFile } from '../../application/recordings/recording-store.port.js'
import { breaking, type Mutants } from './mutants.js'
import type { RecordingStoreHarness } from './recording-store.contract.js'

const broken = breaking<RecordingStoreHarness, 'store'>('store')
const writing = (change: (file: PartFile) => Partial<PartFile>) =>
  broken(({ create }) => ({
    create: (part) =>
      pipe(
        create(part),
        TE.map((file) => ({ ...file, ...change(file) })),
      ),
  }))

/** Broken stores of recordings. */
export const recordingStoreMutants: Mutants<RecordingStoreHarness> = {
  'lists parts with their sizes, those of a session in the order of their numbers': {
    'lists the newest first': broken(({ list }) => ({
      list: pipe(
        list,
        TE.map((parts) => parts.toReversed()),
      ),
    })),
    'counts no bytes': broken(({ list }) => ({
      list: pipe(
        list,
        TE.map((parts) => parts.map((part) => ({ ...part, bytes: 0 }))),
      ),
    })),
  },
  'refuses a second part of one number': {
    'replaces the first part': broken(({ create, remove }) => ({
      create: (part) =>
        pipe(
          remove([part]),
          TE.flatMap(() => create(part)),
        ),
    })),
  },
  'reads what is stored while a part is written, whole and in ranges': {
    'reads a part whole': broken(({ open }) => ({
      open: (part) =>
        pipe(
          open(part),
          TE.map((file) => ({ ...file, read: () => file.read({ start: 0, end: file.size }) })),
        ),
    })),
  },
  'stores everything before a part is closed, and takes nothing after it': {
    'takes lines after the end': writing(({ write }) => ({
      write: (lines) => {
        write(lines)
        return null
      },
    })),
  },
  'reports a full disk and keeps the whole lines of before': {
    'reports no failure': writing(({ stored }) => ({ stored: (done) => stored(() => done(null)) })),
  },
  'cuts the unfinished line of a hub that was killed': {
    'leaves the line': broken(() => ({ mend: TE.right(undefined) })),
  },
  'deletes the parts that are named, and no others': {
    'deletes all parts of the session': broken(({ list, remove }) => ({
      remove: (parts) =>
        pipe(
          list,
          TE.flatMap((all) => remove(all.filter(({ session }) => parts.some((part) => part.session === session)))),
        ),
    })),
    'deletes nothing': broken(() => ({ remove: () => TE.right(undefined) })),
  },
}
