/** Programs by a mark in their user agent; the first that fits counts, because browsers name each other. */
const PROGRAMS: ReadonlyArray<readonly [mark: RegExp, name: string]> = [
  [/penates/i, 'penates'],
  [/Edg(?:A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
  [/curl\//, 'curl'],
]

const SYSTEMS: ReadonlyArray<readonly [mark: RegExp, name: string]> = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]

/** Program and system of a user agent, as in `Firefox, Linux`; its first word where neither is known. */
export function deviceName(userAgent: string): string {
  const find = (among: typeof PROGRAMS): string | undefined => among.find(([mark]) => mark.test(userAgent))?.[1]
  const names = [find(PROGRAMS), find(SYSTEMS)].filter((name) => name !== undefined)
  return names.length > 0 ? names.join(', ') : (userAgent.split(/[\s/]/)[0] ?? '')
}
