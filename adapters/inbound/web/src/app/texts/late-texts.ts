import { computed, type ReadonlySignal } from '@preact/signals'
import { en } from './en.js'
import { messages } from './messages.js'

/** Texts of a part that is loaded when it is shown, in the language of all others. Both languages come with the part. */
export const textsThatLoadLate = <A>(english: A, german: A): ReadonlySignal<A> =>
  computed(() => (messages.value === en ? english : german))
