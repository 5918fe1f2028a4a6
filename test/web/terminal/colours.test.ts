import { readFileSync } from 'node:fs'

const sheet = readFileSync(new URL('../../../../adapters/inbound/web/src/styles/tokens.css', import.meta.url), 'utf8')

type Tokens = Readonly<Record<string, string>>

/** Tokens of a theme. Later rules of the style sheet override earlier ones, as in a browser. */
function tokensOf(theme: string, contrast: string): Tokens {
  const rules = [...sheet.matchAll(/([^{}]+)\{([^}]*)\}/g)]
  const applies = (selector: string): boolean =>
    selector.includes(`[data-theme='${theme}']`) &&
    (!selector.includes('data-contrast') || selector.includes(`[data-contrast='${contrast}']`))
  const pairs = rules
    .filter(([, selector = '']) => applies(selector))
    .flatMap(([, , body = '']) => [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)])
    .map(([, name = '', value = '']) => [name, value] as const)
  return Object.fromEntries(pairs)
}

/** Relative luminance of `oklch(L C H)`. CSS Color 4, §10; WCAG 2.2, "relative luminance". */
function luminance(colour: string): number {
  const [lightness = 0, chroma = 0, hue = 0] = [...colour.matchAll(/[\d.]+/g)].map(([number]) => Number(number))
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (value: number): number => Math.min(Math.max(value, 0), 1)
  const red = clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)
  const green = clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)
  const blue = clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function ratio(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const TEXT = ['ink', 'ink-2', 'accent', 'waiting', 'working', 'idle', 'dead', 'approval', 'unknown']

describe('theme colours', () => {
  for (const theme of ['dark', 'light']) {
    for (const [contrast, least] of [
      ['normal', 4.5],
      ['more', 7],
    ] as const) {
      it(`have the required contrast on both backgrounds: ${theme}, contrast ${contrast}`, () => {
        const tokens = tokensOf(theme, contrast)
        const faint = TEXT.flatMap((name) =>
          ['canvas', 'surface'].map((ground) => ({
            name: `${name} on ${ground}`,
            ratio: ratio(tokens[name] ?? '', tokens[ground] ?? ''),
          })),
        ).filter((pair) => pair.ratio < least)
        expect(faint).to.deep.equal([])
      })
    }
  }
})
