import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import type { Resumes } from '../../../domain/usage/resumes.js'
import type { JsonStoreSpec } from './json-store.js'
import type { StateFolder } from './state-folder.js'
import { decodeWith, storedInstant } from './stored-values.js'

const StoredResumes = t.strict({
  sessions: t.record(t.string, t.strict({ resumeAt: t.union([storedInstant, t.null]) })),
})

/** `limit-resumes.json`. */
export const resumesSpec = (folder: StateFolder): JsonStoreSpec<Resumes> => ({
  ...folder,
  file: join(folder.path, 'limit-resumes.json'),
  version: 1,
  migrate: [(older) => older],
  fresh: {},
  decode: (stored) =>
    pipe(
      stored,
      decodeWith(StoredResumes),
      E.map(({ sessions }) => sessions),
    ),
  encode: (sessions) => StoredResumes.encode({ sessions }),
})
