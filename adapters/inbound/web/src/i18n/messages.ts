import { computed, effect } from '@preact/signals'
import { language } from '../platform/preferences.js'
import { de } from './de.js'
import { en, type Messages } from './en.js'

const spoken = computed(() => {
  if (language.value !== 'system') return language.value
  return navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en'
})

/** What the client says, in the person's language. Reading it in a component follows a change of language. */
export const messages = computed<Messages>(() => (spoken.value === 'de' ? de : en))

/** Tells screen readers and hyphenation which language the page speaks. */
export function followLanguage(): void {
  effect(() => {
    document.documentElement.lang = spoken.value
  })
}
