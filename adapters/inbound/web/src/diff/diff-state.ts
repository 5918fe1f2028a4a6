import { batch, signal, type ReadonlySignal } from '@preact/signals'
import type { DiffFile } from './diff-file.js'
import { itemsOf } from './items.js'
import { hunksOf } from './parsed.js'
import { setViewed } from './viewed.js'

/** Change of a file by its index; `null` for the file as a whole. */
export interface ChangePlace {
  readonly key: string
  readonly change: number | null
}

/** View state of a diff: folded files and the current position. It is kept when the diff is read again. */
export interface DiffState {
  readonly files: ReadonlySignal<ReadonlyArray<DiffFile>>
  readonly setFiles: (files: ReadonlyArray<DiffFile>) => void
  readonly isFolded: (key: string) => boolean
  readonly fold: (key: string, folded: boolean) => void
  readonly foldAll: (folded: boolean) => void
  /** Marks a file as viewed and folds it, or takes both back. */
  readonly view: (file: DiffFile, viewed: boolean) => void
  /** Last visited position. `visit` counts the navigations, so that a repeated navigation scrolls again. */
  readonly current: ReadonlySignal<(ChangePlace & { readonly visit: number }) | null>
  readonly goTo: (place: ChangePlace) => void
  /** Maximum number of files to draw. */
  readonly limit: ReadonlySignal<number>
  readonly showMore: () => void
}

/** Files to draw per step. Even a folded file has a dozen elements. */
const FILES_STEP = 100

export function diffState(): DiffState {
  const files = signal<ReadonlyArray<DiffFile>>([])
  const folded = signal<ReadonlySet<string>>(new Set())
  const current = signal<(ChangePlace & { readonly visit: number }) | null>(null)
  const limit = signal(FILES_STEP)
  const fold = (key: string, isFolded: boolean): void => {
    const others = [...folded.value].filter((one) => one !== key)
    folded.value = new Set(isFolded ? [...others, key] : others)
  }
  return {
    files,
    setFiles: (next) => (files.value = next),
    isFolded: (key) => folded.value.has(key),
    fold,
    view: (file, viewed) =>
      batch(() => {
        setViewed(file, viewed)
        fold(file.key, viewed)
      }),
    foldAll: (isFolded) => (folded.value = new Set(isFolded ? files.value.map(({ key }) => key) : [])),
    current,
    goTo: (place) => {
      const at = files.value.findIndex(({ key }) => key === place.key)
      batch(() => {
        if (at >= limit.value) limit.value = Math.ceil((at + 1) / FILES_STEP) * FILES_STEP
        current.value = { ...place, visit: (current.value?.visit ?? 0) + 1 }
      })
    },
    limit,
    showMore: () => (limit.value += FILES_STEP),
  }
}

/** Stops of the keys `n` and `p`: all changes in order, and files without visible changes. */
export function placesOf(
  files: ReadonlyArray<DiffFile>,
  isFolded: (key: string) => boolean,
): ReadonlyArray<ChangePlace> {
  return files.flatMap(({ key, diff }): ReadonlyArray<ChangePlace> => {
    const changes = diff === null || isFolded(key) ? 0 : countOf(diff)
    return changes === 0 ? [{ key, change: null }] : Array.from({ length: changes }, (_, change) => ({ key, change }))
  })
}

const countOf = (diff: string): number => itemsOf(hunksOf(diff), 'unified', new Map(), null).changes.length
