import { computed, signal } from '@preact/signals'
import type { ConflictChoice, UploadJob } from './upload-job.js'

/** Uploads in progress, and the finished ones of the same batch. */
export const jobs = signal<ReadonlyArray<UploadJob>>([])

export interface PendingConflict {
  readonly name: string
  /** Folder with the name conflict; `''` is the root. */
  readonly folder: string
  /** True when other files of the same batch may follow. */
  readonly many: boolean
  readonly answer: (choice: ConflictChoice, forAll: boolean) => void
}

/** Name conflict that waits for a choice. At most one is open. */
export const conflict = signal<PendingConflict | null>(null)

/** True when there is an upload or a conflict to show. */
export const isTransferring = computed(() => jobs.value.length > 0 || conflict.value !== null)
