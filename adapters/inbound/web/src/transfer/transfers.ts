import { computed, signal } from '@preact/signals'
import type { ConflictChoice, UploadJob } from './upload-job.js'

/** Files on their way, and those of the same lot that are through. */
export const jobs = signal<ReadonlyArray<UploadJob>>([])

export interface AskedConflict {
  readonly name: string
  /** Where the name is taken; `''` is the root. */
  readonly folder: string
  /** Whether more of the same lot may follow. */
  readonly many: boolean
  readonly answer: (choice: ConflictChoice, forAll: boolean) => void
}

/** A name that is taken, and waits for the person's word. One at a time. */
export const conflict = signal<AskedConflict | null>(null)

/** Whether there is anything to show of them. */
export const isTransferring = computed(() => jobs.value.length > 0 || conflict.value !== null)
