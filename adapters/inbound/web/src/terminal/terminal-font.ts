import { terminalFontSize } from '../platform/preferences.js'

const SHIPPED_FONTS = '"JetBrains Mono Variable", "JetBrains Mono", "Terminal Symbols", monospace'
/** A sign of each shipped font, so that all of them are loaded. */
const OF_EACH_FONT = 'W█⏺⎿\ue0b0'

/** The person's font where the device has it, then the shipped ones. */
export const fontFamily = (own: string): string =>
  own === '' ? SHIPPED_FONTS : `${JSON.stringify(own)}, ${SHIPPED_FONTS}`

/** Loads the fonts of a terminal. A font that cannot be loaded is replaced by the next one of the family. */
export async function loadFonts(family: string): Promise<void> {
  await document.fonts.load(`${terminalFontSize.peek()}px ${family}`, OF_EACH_FONT).catch(() => undefined)
}
