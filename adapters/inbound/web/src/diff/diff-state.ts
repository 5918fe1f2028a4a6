import { batch, signal, type ReadonlySignal } from '@preact/signals'
import type { DiffFile } from './diff-file.js'
import { itemsOf } from './items.js'
import { hunksOf } from './parsed.js'

/** A change of a file by its number; `null` is the file as a whole. */
export interface ChangePlace {
  readonly key: string
  readonly change: number | null
}

/** What a person did with a diff: what is folded, where they are. It outlives new readings of the same diff. */
export interface DiffState {
  readonly files: ReadonlySignal<ReadonlyArray<DiffFile>>
  readonly setFiles: (files: ReadonlyArray<DiffFile>) => void
  readonly isFolded: (key: string) => boolean
  readonly fold: (key: string, folded: boolean) => void
  readonly foldAll: (folded: boolean) => void
  /** Where the person last went, and how often they went anywhere: going to the same place again scrolls again. */
  readonly current: ReadonlySignal<(ChangePlace & { readonly visit: number }) | null>
  readonly goTo: (place: ChangePlace) => void
  /** How many files are drawn at most. */
  readonly limit: ReadonlySignal<number>
  readonly showMore: () => void
}

/** A file is a dozen elements even when it is folded. */
const FILES_STEP = 100

export function diffState(): DiffState {
  const files = signal<ReadonlyArray<DiffFile>>([])
  const folded = signal<ReadonlySet<string>>(new Set())
  const current = signal<(ChangePlace & { readonly visit: number }) | null>(null)
  const limit = signal(FILES_STEP)
  return {
    files,
    setFiles: (next) => {
      files.value = next
    },
    isFolded: (key) => folded.value.has(key),
    fold: (key, isFolded) => {
      const others = [...folded.value].filter((one) => one !== key)
      folded.value = new Set(isFolded ? [...others, key] : others)
    },
    foldAll: (isFolded) => {
      folded.value = new Set(isFolded ? files.value.map(({ key }) => key) : [])
    },
    current,
    goTo: (place) => {
      const at = files.value.findIndex(({ key }) => key === place.key)
      batch(() => {
        if (at >= limit.value) limit.value = Math.ceil((at + 1) / FILES_STEP) * FILES_STEP
        current.value = { ...place, visit: (current.value?.visit ?? 0) + 1 }
      })
    },
    limit,
    showMore: () => {
      limit.value += FILES_STEP
    },
  }
}

/** Every place that `n` and `p` stop at: changes in their order, and files that have none to show. */
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
