import { computed, effect, signal } from '@preact/signals'
import { language as chosen } from '../platform/preferences.js'
import { validLocale } from '../platform/locale.js'
import { en, type Messages } from './en.js'

export type Language = 'en' | 'de'

/** Language of the client: the chosen one, or that of the browser. */
export const language = computed<Language>(() => {
  if (chosen.value !== 'system') return chosen.value
  return navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en'
})

/** German texts; `null` until they are loaded. */
const german = signal<Messages | null>(null)

/** Texts of the client in the selected language. Components that read this signal follow a change of language. */
export const messages = computed<Messages>(() => (language.value === 'de' ? german.value : null) ?? en)

/** Language of `messages`. */
export const shownLanguage = computed<Language>(() => (messages.value === en ? 'en' : 'de'))

/** Locale of numbers and dates: that of the browser when it has the language of the texts. */
export const locale = computed(() => {
  const shown = shownLanguage.value
  const own = validLocale(navigator.language)
  return own.toLowerCase().startsWith(shown) ? own : shown
})

/** Without its file the texts stay English. */
async function loadGerman(): Promise<void> {
  const loaded = await import('./de.js').catch(() => null)
  german.value = loaded?.de ?? null
}

/** Follows the language and sets the page's `lang` attribute. Resolves when the texts of the language are loaded. */
export async function followLanguage(): Promise<void> {
  effect(() => {
    document.documentElement.lang = shownLanguage.value
  })
  effect(() => {
    if (language.value === 'de' && german.peek() === null) void loadGerman()
  })
  if (language.peek() === 'de') await loadGerman()
}
