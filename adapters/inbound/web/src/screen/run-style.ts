import type { ITheme } from '@xterm/xterm'
import type { CellColour, StyledRun } from '../../../../../domain/terminal/styled-row.js'
import { ANSI } from './palettes.js'

/** Minimum contrast of WCAG AA. Programs choose colours without regard to the background. */
export const MINIMUM_CONTRAST = 4.5

type Rgb = readonly [number, number, number]

/** Levels of the colour cube of terminals, and its first index. */
const LEVELS = [0, 95, 135, 175, 215, 255]
const CUBE = 16
/** First index of the greys, the first of them and their distance. */
const GREYS = 232
const DARKEST_GREY = 8
const GREY_STEP = 10
const BRIGHT = 8

/** Styles of a run in the colours of a theme. Its text has at least `MINIMUM_CONTRAST` to its background. */
export function runStyle(run: StyledRun, theme: ITheme): Readonly<Record<string, string>> {
  const ground = rgbOf(theme.background ?? '#000000')
  // Emulators show bold text of the eight colours in their bright forms.
  const fg = run.bold === true && typeof run.fg === 'number' && run.fg < BRIGHT ? run.fg + BRIGHT : run.fg
  const written = fg === undefined ? rgbOf(theme.foreground ?? '#ffffff') : colourOf(fg, theme)
  const behind = run.bg === undefined ? ground : colourOf(run.bg, theme)
  const [text, back] = run.inverse === true ? [behind, written] : [written, behind]
  return {
    color: hexOf(readable(run.dim === true ? mixed(text, back, 0.5) : text, back)),
    ...(back === ground ? {} : { backgroundColor: hexOf(back) }),
    ...(run.bold === true ? { fontWeight: '700' } : {}),
    ...(run.italic === true ? { fontStyle: 'italic' } : {}),
    ...decorationOf(run),
  }
}

function decorationOf({ underline, strike }: StyledRun): Readonly<Record<string, string>> {
  const lines = [underline === true && 'underline', strike === true && 'line-through'].filter(Boolean)
  return lines.length === 0 ? {} : { textDecoration: lines.join(' ') }
}

function colourOf(colour: CellColour, theme: ITheme): Rgb {
  if (typeof colour === 'string') return rgbOf(colour)
  const name = ANSI[colour]
  if (name !== undefined) return rgbOf(theme[name] ?? '#000000')
  if (colour >= GREYS) {
    const grey = DARKEST_GREY + (colour - GREYS) * GREY_STEP
    return [grey, grey, grey]
  }
  const at = colour - CUBE
  return [level(at / 36), level(at / 6), level(at)]
}

const level = (at: number): number => LEVELS[Math.floor(at) % LEVELS.length] ?? 0

/** The colour, mixed with black or white until it can be read. */
function readable(text: Rgb, back: Rgb): Rgb {
  const end: Rgb = luminance(back) > 0.18 ? [0, 0, 0] : [255, 255, 255]
  const shares = Array.from({ length: 11 }, (_, step) => step / 10)
  const share = shares.find((part) => contrast(mixed(text, end, part), back) >= MINIMUM_CONTRAST) ?? 1
  return mixed(text, end, share)
}

const mixed = (one: Rgb, other: Rgb, share: number): Rgb => [
  mix(one[0], other[0], share),
  mix(one[1], other[1], share),
  mix(one[2], other[2], share),
]

const mix = (one: number, other: number, share: number): number => Math.round(one + (other - one) * share)

/** Contrast ratio of WCAG. */
export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)

function linear(byte: number): number {
  const part = byte / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}

export const rgbOf = (hex: string): Rgb => [byteAt(hex, 1), byteAt(hex, 3), byteAt(hex, 5)]

const byteAt = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 2), 16)

const hexOf = (colour: Rgb): string => `#${colour.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
