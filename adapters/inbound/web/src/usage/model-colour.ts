/** Hue of a model family in OKLCH degrees. Versions of a family have similar colours. */
const FAMILIES: ReadonlyArray<readonly [start: string, hue: number]> = [
  ['claude-fable', 320],
  ['claude-opus', 40],
  ['claude-sonnet', 255],
  ['claude-haiku', 195],
  ['claude', 15],
  ['gpt', 150],
  ['codex', 150],
  ['o1', 130],
  ['o3', 130],
  ['gemini', 95],
]

const HUES = 360
/** Versions of a family: three lightness levels of three adjacent hues. */
const SHADES = 3
const HUE_STEP = 16
const LIGHTNESS_STEP = 0.09

/** Series that combines the least used models. It has a neutral colour. */
export const REST = 'rest'

/** Colour of a model, the same on all charts. `isDark` selects the theme. */
export function modelColour(model: string, isDark: boolean): string {
  if (model === REST) return isDark ? 'oklch(0.55 0.01 210)' : 'oklch(0.7 0.01 210)'
  const family = FAMILIES.find(([start]) => model.startsWith(start))
  const hue = family?.[1] ?? sum(model) % HUES
  const shade = shadeOf(model.slice(family?.[0].length ?? 0)) % (SHADES * SHADES)
  const lightness = (isDark ? 0.63 : 0.45) + (shade % SHADES) * LIGHTNESS_STEP
  return `oklch(${lightness.toFixed(2)} ${isDark ? 0.13 : 0.14} ${hue + (Math.floor(shade / SHADES) - 1) * HUE_STEP})`
}

/** Shade of a version. Consecutive versions differ: `-4-8` and `-5`, `-5.5` and `-5.6-sol`. */
function shadeOf(version: string): number {
  const [, major = '0', minor = '0', rest = ''] = /^-?(\d+)(?:[-.](\d+))?(.*)$/.exec(version) ?? [
    undefined,
    '0',
    '0',
    version,
  ]
  return Number(major) * 4 + Number(minor) + sum(rest)
}

/** Hash of a name. */
const sum = (name: string): number =>
  Array.from(name).reduce((all, letter) => (all * 31 + (letter.codePointAt(0) ?? 0)) >>> 0, 0)
