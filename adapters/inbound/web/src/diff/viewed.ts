import { computed } from '@preact/signals'
import { viewedPatches } from '../app/platform/preferences.js'
import type { DiffFile } from './diff-file.js'

/** Digits of a digest that are stored. */
const DIGITS = 24
/** Number of stored marks, about 50 KB. */
const MAX_MARKS = 2_000

const marks = computed(() => new Set(viewedPatches.value.split(' ').filter((mark) => mark !== '')))

/** A patch names its file: a mark belongs to this content of this file. */
const markOf = ({ digest }: DiffFile): string | null => digest?.slice(0, DIGITS) ?? null

/** True when the patch was marked as viewed; another patch of the file is not viewed. */
export function isViewed(file: DiffFile): boolean {
  const mark = markOf(file)
  return mark !== null && marks.value.has(mark)
}

export function setViewed(file: DiffFile, viewed: boolean): void {
  const mark = markOf(file)
  if (mark === null) return
  const others = [...marks.value].filter((other) => other !== mark)
  viewedPatches.value = (viewed ? [...others, mark] : others).slice(-MAX_MARKS).join(' ')
}
