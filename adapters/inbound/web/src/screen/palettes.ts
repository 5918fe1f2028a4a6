import type { ITheme } from '@xterm/xterm'

/** Ground, text and cursor, then the 16 ANSI colours in their order, as hexadecimal RGB. */
interface Palette {
  readonly label: string
  readonly dark: string
  readonly light: string
}

/** The client's own colours and well-known palettes, each with a dark and a light form. */
export const PALETTES = {
  penates: {
    label: 'Penates',
    dark: `0d1112 dbe3e4 4fd1c5
      1b2224 f0716b 6cc98a e2b45c 6ea8f5 c695f0 4fc4cf c4cdcf 75848a ff938c 8fe0a8 f3cd84 97c3ff dcb6ff 7fe0e8 f4f8f8`,
    light: `fbfcfc 1d2628 0b7a70
      1d2628 b3261e 1e7a3c 8a5a00 1f5fbf 8032b8 0b6f7d 5c686c 6a777b cf3d33 26904a 9f6c06 2d73dd 9a47d6 0d8796 384346`,
  },
  catppuccin: {
    label: 'Catppuccin',
    dark: `1e1e2e cdd6f4 f5e0dc
      45475a f38ba8 a6e3a1 f9e2af 89b4fa f5c2e7 94e2d5 bac2de 585b70 f38ba8 a6e3a1 f9e2af 89b4fa f5c2e7 94e2d5 a6adc8`,
    light: `eff1f5 4c4f69 dc8a78
      5c5f77 d20f39 40a02b df8e1d 1e66f5 ea76cb 179299 acb0be 6c6f85 d20f39 40a02b df8e1d 1e66f5 ea76cb 179299 bcc0cc`,
  },
  dracula: {
    label: 'Dracula',
    dark: `282a36 f8f8f2 f8f8f2
      21222c ff5555 50fa7b f1fa8c bd93f9 ff79c6 8be9fd f8f8f2 6272a4 ff6e6e 69ff94 ffffa5 d6acff ff92df a4ffff ffffff`,
    light: `fffbeb 1f1f1f 1f1f1f
      1f1f1f cb3a2a 14710a 846e15 644ac9 a3144d 036a96 6c664b 6c664b cb3a2a 14710a 846e15 644ac9 a3144d 036a96 2c2b31`,
  },
  everforest: {
    label: 'Everforest',
    dark: `2d353b d3c6aa d3c6aa
      475258 e67e80 a7c080 dbbc7f 7fbbb3 d699b6 83c092 d3c6aa 7a8478 e67e80 a7c080 dbbc7f 7fbbb3 d699b6 83c092 d3c6aa`,
    light: `fdf6e3 5c6a72 5c6a72
      5c6a72 f85552 8da101 dfa000 3a94c5 df69ba 35a77c a6b0a0 829181 f85552 8da101 dfa000 3a94c5 df69ba 35a77c 5c6a72`,
  },
  github: {
    label: 'GitHub',
    dark: `0d1117 e6edf3 58a6ff
      484f58 ff7b72 3fb950 d29922 58a6ff bc8cff 39c5cf b1bac4 6e7681 ffa198 56d364 e3b341 79c0ff d2a8ff 56d4dd f0f6fc`,
    light: `ffffff 24292f 0969da
      24292f cf222e 116329 4d2d00 0969da 8250df 1b7c83 6e7781 57606a a40e26 1a7f37 633c01 218bff a475f9 3192aa 8c959f`,
  },
  gruvbox: {
    label: 'Gruvbox',
    dark: `282828 ebdbb2 ebdbb2
      282828 cc241d 98971a d79921 458588 b16286 689d6a a89984 928374 fb4934 b8bb26 fabd2f 83a598 d3869b 8ec07c ebdbb2`,
    light: `fbf1c7 3c3836 3c3836
      fbf1c7 cc241d 98971a d79921 458588 b16286 689d6a 7c6f64 928374 9d0006 79740e b57614 076678 8f3f71 427b58 3c3836`,
  },
  one: {
    label: 'One',
    dark: `282c34 abb2bf 528bff
      282c34 e06c75 98c379 e5c07b 61afef c678dd 56b6c2 abb2bf 5c6370 e06c75 98c379 e5c07b 61afef c678dd 56b6c2 ffffff`,
    light: `fafafa 383a42 526fff
      383a42 e45649 50a14f c18401 4078f2 a626a4 0184bc a0a1a7 4f525e e45649 50a14f c18401 4078f2 a626a4 0184bc 383a42`,
  },
  'rose-pine': {
    label: 'Rosé Pine',
    dark: `191724 e0def4 e0def4
      26233a eb6f92 31748f f6c177 9ccfd8 c4a7e7 ebbcba e0def4 6e6a86 eb6f92 31748f f6c177 9ccfd8 c4a7e7 ebbcba e0def4`,
    light: `faf4ed 575279 575279
      f2e9e1 b4637a 286983 ea9d34 56949f 907aa9 d7827e 575279 9893a5 b4637a 286983 ea9d34 56949f 907aa9 d7827e 575279`,
  },
  solarized: {
    label: 'Solarized',
    dark: `002b36 839496 839496
      073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3`,
    light: `fdf6e3 657b83 657b83
      073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3`,
  },
  'tokyo-night': {
    label: 'Tokyo Night',
    dark: `1a1b26 c0caf5 c0caf5
      15161e f7768e 9ece6a e0af68 7aa2f7 bb9af7 7dcfff a9b1d6 414868 f7768e 9ece6a e0af68 7aa2f7 bb9af7 7dcfff c0caf5`,
    light: `e1e2e7 3760bf 3760bf
      e9e9ed f52a65 587539 8c6c3e 2e7de9 9854f1 007197 6172b0 a1a6c5 f52a65 587539 8c6c3e 2e7de9 9854f1 007197 3760bf`,
  },
} as const satisfies Readonly<Record<string, Palette>>

export type PaletteId = keyof typeof PALETTES

export const ANSI = [
  ...(['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const),
  ...(['brightBlack', 'brightRed', 'brightGreen', 'brightYellow'] as const),
  ...(['brightBlue', 'brightMagenta', 'brightCyan', 'brightWhite'] as const),
]

/** Opacity of the selection, which is in the colour of the cursor. */
const SELECTION_ALPHA = '55'

/** Colours of the emulator. High contrast replaces ground and text. */
export function terminalColours(id: PaletteId, theme: 'light' | 'dark', highContrast: boolean): ITheme {
  const [ground = '', text = '', cursor = '', ...ansi] = PALETTES[id][theme].split(/\s+/).map((rgb) => `#${rgb}`)
  const background = !highContrast ? ground : theme === 'dark' ? '#000000' : '#ffffff'
  const foreground = !highContrast ? text : theme === 'dark' ? '#ffffff' : '#000000'
  return {
    background,
    foreground,
    cursor,
    cursorAccent: background,
    selectionBackground: `${cursor}${SELECTION_ALPHA}`,
    ...Object.fromEntries(ANSI.map((name, at) => [name, ansi[at]])),
  }
}
