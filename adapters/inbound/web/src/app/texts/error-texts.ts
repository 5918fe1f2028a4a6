import { signal } from '@preact/signals'
import { language, type Language } from './messages.js'

type Texts = Readonly<Record<string, string>>

/** Texts of error codes by language; `null` until the first error. */
const texts: Readonly<Record<Language, { value: Texts | null }>> = { en: signal(null), de: signal(null) }

/** Loads the texts in the present language. Without them the hub's own words are shown. */
export async function loadErrorTexts(): Promise<void> {
  const spoken = language.peek()
  const known = texts[spoken]
  if (known.value !== null) return
  known.value = await (
    spoken === 'de'
      ? import('./errors.de.js').then(({ errorsDe }) => errorsDe)
      : import('./errors.en.js').then(({ errorsEn }) => errorsEn)
  ).catch(() => null)
}

/** Text of an error code; `null` for a code of another version, and before the texts are loaded. */
export function errorText(code: unknown): string | null {
  const known = texts[language.value].value
  return known !== null && typeof code === 'string' && Object.hasOwn(known, code) ? (known[code] ?? null) : null
}
