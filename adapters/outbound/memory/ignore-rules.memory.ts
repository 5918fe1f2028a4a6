import * as TE from 'fp-ts/lib/TaskEither.js'
import type { IgnoreRules } from '../../../application/files/ignore-rules.port.js'

/** Leaves out the names of `ignored` in every folder at or below `repository`. */
export const memoryIgnoreRules = (repository: string, ignored: ReadonlySet<string>): IgnoreRules => ({
  ignored: (folder, names) =>
    TE.fromIO(() => {
      const isWithin = folder === repository || folder.startsWith(`${repository}/`)
      return new Set(isWithin ? names.filter((name) => ignored.has(name)) : [])
    }),
})
