import { computed, effect } from '@preact/signals'
import { language } from '../platform/preferences.js'
import { de } from './de.js'
import { en, type Messages } from './en.js'

const spoken = computed(() => {
  if (language.value !== 'system') return language.value
  return navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en'
})

/** Texts of the client in the selected language. Components that read this signal follow a change of language. */
export const messages = computed<Messages>(() => (spoken.value === 'de' ? de : en))

/** Sets the page's `lang` attribute for screen readers and hyphenation. */
export function followLanguage(): void {
  effect(() => {
    document.documentElement.lang = spoken.value
  })
}
