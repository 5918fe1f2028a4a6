import { signal } from '@preact/signals'

/** Folder that the current page is about; `null` for pages about none. */
export const pageFolder = signal<string | null>(null)
