import type { Config } from './environment.js'
import type { HubValues } from './tools.js'

/** Values of features that do not come from variables. */
type OtherValues = Pick<HubValues, 'hubUrl' | 'timeZone' | 'finishFolder' | 'node' | 'pid' | 'bootMs' | 'stateFaults'>

const BYTES_PER_MB = 1_000_000
const MS_PER_DAY = 86_400_000

/** Values that features take. A variable that they take as it is needs no line here. */
export const valuesOf = (config: Config, others: OtherValues): HubValues => ({
  ...config.ofFeatures,
  ...others,
  home: config.agentHome,
  trustWatch: { everyMs: config.trustPollMs, attempts: config.trustAttempts },
  recordingBounds: {
    sessionBytes: config.recordingMb * BYTES_PER_MB,
    totalBytes: config.recordingTotalMb * BYTES_PER_MB,
    ageMs: config.recordingDays * MS_PER_DAY,
  },
  previewHost: config.previewDomain === null ? null : `preview.${config.previewDomain}`,
})
