import { signal } from '@preact/signals'

interface ProjectDraft {
  readonly folder: string
  /** `null` as long as the folder's own name is good enough. */
  readonly name: string | null
}

/** What was typed; kept when the dialog closes or the hub is away. */
export const projectDraft = signal<ProjectDraft>({ folder: '', name: null })
