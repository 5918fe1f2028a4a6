import { computed, type ReadonlySignal } from '@preact/signals'
import { shownLanguage } from './messages.js'

/** Texts of a part that is loaded when it is shown, in the language of all others. Both languages come with the part. */
export const textsThatLoadLate = <A>(english: A, german: A): ReadonlySignal<A> =>
  computed(() => (shownLanguage.value === 'en' ? english : german))
