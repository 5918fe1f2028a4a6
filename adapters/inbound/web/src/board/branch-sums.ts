import { signal } from '@preact/signals'
import { sumsOf, type DiffSums } from '../diff/diff-file.js'
import type { HubCard } from './the-board-hub.js'
import { board } from './the-board-hub.js'

/** How many lines the branch of a card adds and takes away. */
export const branchSums = signal<ReadonlyMap<string, DiffSums>>(new Map())

/** State of the card for which they were asked for. */
const asked = new Map<string, string>()
let queue: Promise<unknown> = Promise.resolve()

/** Reads them once for each state of a card, one card after the other: a diff may be large. */
export function wantSums({ id, updatedAt }: HubCard): void {
  if (asked.get(id) === updatedAt) return
  asked.set(id, updatedAt)
  queue = queue.then(async () => {
    const answer = await board.diff(id, [])
    if (!answer.ok || !answer.value.isRepo) return
    branchSums.value = new Map([...branchSums.value, [id, sumsOf(answer.value.files)]])
  })
}
