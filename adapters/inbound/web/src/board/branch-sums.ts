import { signal } from '@preact/signals'
import { sumsOf, type DiffSums } from '../diff/diff-file.js'
import type { HubCard } from './the-board-hub.js'
import { board } from './the-board-hub.js'

/** Added and removed lines of each card's branch, by card id. */
export const branchSums = signal<ReadonlyMap<string, DiffSums>>(new Map())

/** `updatedAt` of each card at its last request, by card id. */
const asked = new Map<string, string>()
let queue: Promise<unknown> = Promise.resolve()

/** Requests the sums once per state of a card. Requests run one at a time because a diff can be large. */
export function wantSums({ id, updatedAt }: HubCard): void {
  if (asked.get(id) === updatedAt) return
  asked.set(id, updatedAt)
  queue = queue.then(async () => {
    const answer = await board.diff(id, [])
    if (!answer.ok || !answer.value.isRepo) return
    branchSums.value = new Map([...branchSums.value, [id, sumsOf(answer.value.files)]])
  })
}
