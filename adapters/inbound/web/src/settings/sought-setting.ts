import { signal } from '@preact/signals'

/** Label of the setting to show and focus; `null` once it is shown. */
export const soughtSetting = signal<string | null>(null)
