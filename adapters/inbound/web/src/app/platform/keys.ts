export interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/**
 * Key press in the notation of the shortcut table: `k`, `?`, `Mod+k`, `Mod+Shift+f`, `Escape`. `Mod` is Ctrl, or Cmd on
 * a Mac. Shift is listed only with `Mod`, because without it Shift is part of the character.
 */
export function chord({ key, ctrlKey, metaKey, altKey, shiftKey }: Pressed): string {
  const mod = ctrlKey || metaKey
  const name = key.length === 1 && mod ? key.toLowerCase() : key
  return `${mod ? 'Mod+' : ''}${altKey ? 'Alt+' : ''}${mod && shiftKey ? 'Shift+' : ''}${name}`
}

/** Control character of Ctrl and a key, as a terminal sends it; `null` when there is none. */
export function controlled(character: string): string | null {
  if (character.length !== 1) return null
  if (character === ' ') return '\u0000'
  if (character === '?') return '\u007f'
  const code = character.toUpperCase().charCodeAt(0)
  return code >= 0x40 && code <= 0x5f ? String.fromCharCode(code - 0x40) : null
}
