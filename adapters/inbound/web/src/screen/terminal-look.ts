import { computed } from '@preact/signals'
import {
  terminalFont,
  terminalFontSize,
  terminalLigatures,
  terminalLineHeight,
  terminalPalette,
} from '../app/platform/preferences.js'
import { highContrast, shownTheme } from '../app/appearance.js'
import { terminalColours } from './palettes.js'

const SHIPPED_FONTS = '"JetBrains Mono Variable", "JetBrains Mono", "Terminal Symbols", monospace'
/** A sign of each shipped font, so that all of them are loaded. */
const OF_EACH_FONT = 'W█⏺⎿\ue0b0'

/** Colours of terminals in the palette, theme and contrast of this device. */
export const terminalTheme = computed(() =>
  terminalColours(terminalPalette.value, shownTheme.value, highContrast.value),
)

/** Text of terminals as chosen on this device. `lineHeight` is relative to that of the font. */
export const terminalText = computed(() => {
  const own = terminalFont.value
  return {
    // The person's font where the device has it, then the shipped ones.
    fontFamily: own === '' ? SHIPPED_FONTS : `${JSON.stringify(own)}, ${SHIPPED_FONTS}`,
    fontFeatureSettings: terminalLigatures.value ? '"calt" on' : '"calt" off',
    fontSize: terminalFontSize.value,
    lineHeight: terminalLineHeight.value / 100,
  }
})

/** Loads the fonts of a terminal. A font that cannot be loaded is replaced by the next one of the family. */
export async function loadFonts(): Promise<void> {
  const { fontSize, fontFamily } = terminalText.peek()
  await document.fonts.load(`${fontSize}px ${fontFamily}`, OF_EACH_FONT).catch(() => undefined)
}
