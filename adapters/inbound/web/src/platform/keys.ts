export interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/**
 * A key press as the shortcut table writes it: `k`, `?`, `Mod+k`, `Mod+Shift+f`, `Escape`. `Mod` is Ctrl, and Cmd on
 * a Mac. Shift is named only with `Mod`: alone it is part of the character.
 */
export function chord({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string {
  const mod = ctrlKey || metaKey
  const name = key.length === 1 && mod ? key.toLowerCase() : key
  return `${mod ? 'Mod+' : ''}${altKey ? 'Alt+' : ''}${mod && shiftKey ? 'Shift+' : ''}${name}`
}

/** The character that Ctrl and a key make together, as a terminal sends it; `null` when there is none. */
export function controlled(character: string): string | null {
  if (character.length !== 1) return null
  if (character === ' ') return '\u0000'
  if (character === '?') return '\u007f'
  const code = character.toUpperCase().charCodeAt(0)
  return code >= 0x40 && code <= 0x5f ? String.fromCharCode(code - 0x40) : null
}
