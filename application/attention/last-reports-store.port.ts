import type { LastReports } from '../../domain/attention/last-reports.js'
import type { StateStore } from '../shared/state-store.port.js'

/** Last reports of agents, on disk. */
export type LastReportsStore = StateStore<LastReports>
