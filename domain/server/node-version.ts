/** First version of each line of Node.js with the fix of the Brotli decoder, CVE-2026-111497. Line 20 gets none. */
const BROTLI_FIXED: ReadonlyMap<number, readonly [minor: number, patch: number]> = new Map([
  [22, [23, 4]],
  [24, [22, 1]],
  [26, [12, 1]],
])
const NEWEST_FIXED_LINE = 26

/** Fixed versions, for display. */
const FIXED_NODE_VERSIONS: ReadonlyArray<string> = [...BROTLI_FIXED].map(
  ([major, [minor, patch]]) => `${String(major)}.${String(minor)}.${String(patch)}`,
)

/** True when this version of Node.js, as in `process.versions.node`, has the fix of the Brotli decoder. */
export function hasBrotliFix(version: string): boolean {
  const match = /^v?(\d+)\.(\d+)\.(\d+)(-.+)?$/.exec(version)
  if (match === null) return false
  const [major = 0, minor = 0, patch = 0] = match.slice(1, 4).map(Number)
  if (major > NEWEST_FIXED_LINE) return true
  const fixed = BROTLI_FIXED.get(major)
  if (fixed === undefined) return false
  const [fixedMinor, fixedPatch] = fixed
  const isPreRelease = match[4] !== undefined
  if (minor !== fixedMinor) return minor > fixedMinor
  return patch > fixedPatch || (patch === fixedPatch && !isPreRelease)
}

/** Texts for the operator about a version without the fix. */
export const BROTLI_ADVICE = {
  problem:
    'has no fix of the Brotli decoder (CVE-2026-111497); the hub itself decodes no Brotli, programs beside it may',
  mend: `Install Node.js ${FIXED_NODE_VERSIONS.join(', ')} or a later version of these lines: https://nodejs.org/en/download`,
} as const
