import type { ITheme } from '@xterm/xterm'

/** The 16 ANSI colours and the background. Each text colour is readable on the background. */
const DARK: ITheme = {
  background: '#0d1112',
  foreground: '#dbe3e4',
  cursor: '#4fd1c5',
  cursorAccent: '#0d1112',
  selectionBackground: '#2f6f6a99',
  black: '#1b2224',
  red: '#f0716b',
  green: '#6cc98a',
  yellow: '#e2b45c',
  blue: '#6ea8f5',
  magenta: '#c695f0',
  cyan: '#4fc4cf',
  white: '#c4cdcf',
  brightBlack: '#75848a',
  brightRed: '#ff938c',
  brightGreen: '#8fe0a8',
  brightYellow: '#f3cd84',
  brightBlue: '#97c3ff',
  brightMagenta: '#dcb6ff',
  brightCyan: '#7fe0e8',
  brightWhite: '#f4f8f8',
}

const LIGHT: ITheme = {
  background: '#fbfcfc',
  foreground: '#1d2628',
  cursor: '#0b7a70',
  cursorAccent: '#fbfcfc',
  selectionBackground: '#8fd6ce88',
  black: '#1d2628',
  red: '#b3261e',
  green: '#1e7a3c',
  yellow: '#8a5a00',
  blue: '#1f5fbf',
  magenta: '#8032b8',
  cyan: '#0b6f7d',
  white: '#5c686c',
  brightBlack: '#6a777b',
  brightRed: '#cf3d33',
  brightGreen: '#26904a',
  brightYellow: '#9f6c06',
  brightBlue: '#2d73dd',
  brightMagenta: '#9a47d6',
  brightCyan: '#0d8796',
  brightWhite: '#384346',
}

export function terminalColours(theme: 'light' | 'dark', highContrast: boolean): ITheme {
  if (theme === 'light') return highContrast ? { ...LIGHT, background: '#ffffff', foreground: '#000000' } : LIGHT
  return highContrast ? { ...DARK, background: '#000000', foreground: '#ffffff' } : DARK
}
