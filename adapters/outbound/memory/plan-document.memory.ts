import { createHash } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { PlanDocument, PlanFile } from '../../../application/projects/plan-document.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import { planChanged } from '../../../domain/projects/errors.js'
import { makeListeners, type Listeners } from '../../../application/shared/listeners.js'

/** The fake, and what others do to the files behind its back. */
export interface MemoryPlanDocument extends PlanDocument {
  readonly controls: {
    /** Writes a file as an editor would. */
    readonly write: (folder: string, name: PlanFile['name'], text: string) => void
    readonly remove: (folder: string, name: PlanFile['name']) => void
    /** Content of a file; `null` when it does not exist. */
    readonly textOf: (folder: string, name: PlanFile['name']) => string | null
    /** Content of the roadmap that was replaced by the change log; `null` when there was none. */
    readonly keptOf: (folder: string) => string | null
    /** Returns the content of `.gitignore`; replaces it when `text` is given. */
    readonly ignoreFile: (folder: string, text?: string) => string
    /** Makes reads and writes of the folder's document fail. */
    readonly seal: (folder: string) => void
  }
}

const NAMES = ['CHANGELOG.md', 'ROADMAP.md'] as const
const revOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32)

/** Plan documents that are gone with the process. */
export function memoryPlanDocument(clock: Clock): MemoryPlanDocument {
  const files = new Map<string, PlanFile>()
  const watchers = new Map<string, Listeners<null>>()
  const kept = new Map<string, string>()
  const ignoreFiles = new Map<string, string>()
  const sealed = new Set<string>()
  let writes = 0
  const stamps = new Map<string, string>()
  const key = (folder: string, name: PlanFile['name']): string => `${folder}/${name}`

  const documentOf = (folder: string): PlanFile | null => {
    const name = NAMES.find((one) => files.has(key(folder, one)))
    return name === undefined ? null : (files.get(key(folder, name)) ?? null)
  }
  const put = (folder: string, name: PlanFile['name'], text: string): PlanFile => {
    const file = { name, text, rev: revOf(text), mtimeMs: clock.now() }
    files.set(key(folder, name), file)
    stamps.set(key(folder, name), String(++writes))
    return file
  }
  const guarded = <Refusal, A>(
    folder: string,
    act: () => E.Either<Refusal, A>,
  ): TE.TaskEither<Refusal | Unavailable, A> =>
    TE.fromIOEither((): E.Either<Refusal | Unavailable, A> =>
      sealed.has(folder) ? E.left(unavailable('plan document', `${folder}: permission denied`)) : act(),
    )
  /** Changes files like an editor. Notifies the watchers when the revision of the document changed. */
  const behindOurBack = (folder: string, act: () => void): void => {
    const before = documentOf(folder)?.rev
    act()
    if (documentOf(folder)?.rev !== before) watchers.get(folder)?.tell(null)
  }

  return {
    read: (folder) => guarded(folder, () => E.right(documentOf(folder))),
    look: (folder) =>
      guarded(folder, () => {
        const file = documentOf(folder)
        return E.right(file && `${file.name} ${stamps.get(key(folder, file.name)) ?? ''}`)
      }),
    change: (folder, change) =>
      guarded(folder, () => {
        const before = documentOf(folder)
        const wanted = change(before)
        if (E.isLeft(wanted)) return wanted
        if (before?.text === wanted.right) return E.right(before)
        return E.right(put(folder, before?.name ?? 'CHANGELOG.md', wanted.right))
      }),
    promote: (folder, { rev, text, ignoring }) =>
      guarded(folder, () => {
        const roadmap = documentOf(folder)
        if (roadmap?.name !== 'ROADMAP.md' || roadmap.rev !== rev) return E.left(planChanged(roadmap?.rev ?? ''))
        files.delete(key(folder, 'ROADMAP.md'))
        kept.set(folder, roadmap.text)
        ignoreFiles.set(folder, ignoring(ignoreFiles.get(folder) ?? ''))
        return E.right(put(folder, 'CHANGELOG.md', text))
      }),
    watch: (folder, changed) => {
      const listeners = watchers.get(folder) ?? makeListeners<null>('plan documents')
      watchers.set(folder, listeners)
      return listeners.add(changed)
    },
    controls: {
      write: (folder, name, text) => {
        behindOurBack(folder, () => put(folder, name, text))
      },
      remove: (folder, name) => {
        behindOurBack(folder, () => files.delete(key(folder, name)))
      },
      textOf: (folder, name) => files.get(key(folder, name))?.text ?? null,
      keptOf: (folder) => kept.get(folder) ?? null,
      ignoreFile: (folder, text) => {
        if (text !== undefined) ignoreFiles.set(folder, text)
        return ignoreFiles.get(folder) ?? ''
      },
      seal: (folder) => void sealed.add(folder),
    },
  }
}
