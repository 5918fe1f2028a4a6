type Pattern = readonly [pattern: RegExp, name: string]

const SYSTEMS: ReadonlyArray<Pattern> = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/Linux/, 'Linux'],
]

/** Browsers that carry another's name stand before it. */
const BROWSERS: ReadonlyArray<Pattern> = [
  [/Edg/, 'Edge'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
]

const firstIn = (patterns: ReadonlyArray<Pattern>, text: string): string | undefined =>
  patterns.find(([pattern]) => pattern.test(text))?.[1]

/** Name of a device by its `User-Agent`: `iPhone · Safari`. */
export const deviceName = (userAgent: string): string =>
  [firstIn(SYSTEMS, userAgent) ?? 'Device', firstIn(BROWSERS, userAgent)].filter(Boolean).join(' · ')
