import { computed } from '@preact/signals'
import { language, type Language } from './messages.js'

type Names = Readonly<Record<string, string>>

const GERMAN: Names = {
  Ctrl: 'Strg',
  Shift: 'Umschalt',
  PgUp: 'Bild ↑',
  PgDn: 'Bild ↓',
  Del: 'Entf',
  Delete: 'Entf',
  Backspace: 'Rücktaste',
  Space: 'Leertaste',
  drag: 'Ziehen',
}
const MAC: Names = { Ctrl: '⌘', Shift: '⇧', Alt: '⌥' }

/** Shortcut in the names of a keyboard: `Ctrl Shift F` is `Strg Umschalt F` in German and `⌘ ⇧ F` on a Mac. */
export function keyNamesOf(keys: string, language: Language, isMac: boolean): string {
  const names: Names = { ...(language === 'de' ? GERMAN : {}), ...(isMac ? MAC : {}) }
  return keys
    .split(' ')
    .map((key) => names[key] ?? key)
    .join(' ')
}

/** The same for the keyboard and the language of this device. */
export const keyNames = computed(() => {
  const isMac = /^(Mac|iP)/.test(navigator.platform)
  return (keys: string): string => keyNamesOf(keys, language.value, isMac)
})
