import type { SessionHost } from '../../../application/sessions/session-host.port.js'
import { aroundMembers } from '../../../infrastructure/metrics/around-members.js'
import { type Measured, timed } from './measured.js'

/** `list` and `run` are answered from the snapshot, `start` waits for the program to live, subscriptions have no end. */
const UNMEASURED = ['list', 'run', 'start', 'watch', 'watchScreens'] as const

/** The same host with every request to tmux measured. */
export const measuredSessionHost = (host: SessionHost, { tmux }: Measured): SessionHost =>
  aroundMembers(host, UNMEASURED, (task) => timed(tmux, task))
